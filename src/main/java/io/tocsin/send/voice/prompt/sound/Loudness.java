package io.tocsin.send.voice.prompt.sound;

import java.util.Arrays;

/**
 * How loud speech is, and how it is brought to one level, so that no prompt is louder than the one
 * before it.
 *
 * @param target the level of what is spoken, in dB below full scale, -40 to -6
 * @param ceiling no sample is above it, in dB below full scale
 */
public record Loudness(double target, double ceiling) {
    /** Speech on a telephone: loud enough, and far enough from what a codec clips. */
    public static final Loudness TELEPHONE = new Loudness(-20, -3);

    private static final int FRAMES_A_SECOND = 50;
    /** Frames that are this much quieter than the loudest are pauses and do not count. */
    private static final double PAUSE_DB = 30;
    /** What is not there at all is not made audible by turning it up. */
    private static final double MOST_GAIN = db(30);

    /**
     * The level of what is spoken: the root of the mean square over the frames that are no pauses.
     *
     * @return in dB below full scale; minus infinity for silence
     */
    public static double of(Sound sound) {
        double[] powers = powers(sound);
        double loudest = Arrays.stream(powers).max().orElse(0);
        double floor = loudest * Math.pow(10, -PAUSE_DB / 10);
        return 10 * Math.log10(Arrays.stream(powers).filter(power -> power > 0 && power >= floor).average().orElse(0));
    }

    /** The sound at this level. */
    public Sound level(Sound sound) {
        double is = of(sound);
        if (Double.isInfinite(is)) {
            return sound;
        }
        double gain = Math.min(MOST_GAIN, db(target - is));
        float[] out = new float[sound.samples().length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) limited(sound.samples()[i] * gain);
        }
        return new Sound(sound.rate(), out);
    }

    /** Straight up to half the ceiling's height, then bent so that it never passes it. */
    private double limited(double value) {
        double most = db(ceiling);
        double knee = most / 2;
        double size = Math.abs(value);
        return size <= knee
                ? value
                : Math.copySign(knee + (most - knee) * Math.tanh((size - knee) / (most - knee)), value);
    }

    private static double[] powers(Sound sound) {
        int frame = sound.rate() / FRAMES_A_SECOND;
        float[] samples = sound.samples();
        double[] powers = new double[(samples.length + frame - 1) / frame];
        for (int i = 0; i < powers.length; i++) {
            int end = Math.min(samples.length, (i + 1) * frame);
            double sum = 0;
            for (int k = i * frame; k < end; k++) {
                sum += samples[k] * samples[k];
            }
            powers[i] = sum / (end - i * frame);
        }
        return powers;
    }

    static double db(double db) {
        return Math.pow(10, db / 20);
    }
}
