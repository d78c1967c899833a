package io.tocsin.send.voice.prompt.sound;

/**
 * Brings sound to another rate: a low-pass of windowed sinc (Kaiser), one bank of coefficients for
 * each position between two samples, so that what is above half the lower rate is gone before it
 * could come back as a tone of its own.
 */
final class Resampler {
    /** Zero crossings of the sinc to each side: the edge is 6 % of the band wide. */
    private static final int CROSSINGS = 32;
    /** Kaiser's shape for 80 dB in the stop band. */
    private static final double BETA = 7.86;
    /** Where the band ends, as a part of half the lower rate: the edge is done at that half. */
    private static final double BAND = 0.93;

    private final int up;
    private final int down;
    private final int reach;
    private final float[][] banks;

    /**
     * Between two rates.
     *
     * @param from samples a second that come in
     * @param to samples a second that go out
     */
    Resampler(int from, int to) {
        int common = gcd(from, to);
        up = to / common;
        down = from / common;
        // In samples of the input; a lower output rate stretches the sinc.
        double scale = Math.min(1.0, (double) up / down) * BAND;
        reach = (int) Math.ceil(CROSSINGS / scale);
        banks = new float[up][];
        for (int phase = 0; phase < up; phase++) {
            banks[phase] = bank((double) phase / up, scale);
        }
    }

    private float[] bank(double offset, double scale) {
        double[] exact = new double[2 * reach];
        double sum = 0;
        for (int i = 0; i < exact.length; i++) {
            double at = i - reach + 1 - offset;
            exact[i] = sinc(at * scale) * kaiser(at / reach);
            sum += exact[i];
        }
        float[] bank = new float[exact.length];
        for (int i = 0; i < bank.length; i++) {
            // Each bank passes a constant unchanged.
            bank[i] = (float) (exact[i] / sum);
        }
        return bank;
    }

    /** The same sound at the other rate; before its begin and after its end there is silence. */
    float[] resample(float[] in) {
        float[] out = new float[(int) ((long) in.length * up / down)];
        for (int i = 0; i < out.length; i++) {
            long position = (long) i * down;
            int first = (int) (position / up) - reach + 1;
            float[] bank = banks[(int) (position % up)];
            double sum = 0;
            for (int k = Math.max(0, -first); k < bank.length && first + k < in.length; k++) {
                sum += bank[k] * in[first + k];
            }
            out[i] = (float) sum;
        }
        return out;
    }

    private static double sinc(double x) {
        return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double x) {
        return Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA);
    }

    /** The modified Bessel function of the first kind and order zero. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; k < 50 && term > sum * 1e-12; k++) {
            term *= (x / (2 * k)) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
