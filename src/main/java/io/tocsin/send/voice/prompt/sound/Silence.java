package io.tocsin.send.voice.prompt.sound;

import java.util.Arrays;

/** Takes silence away at both ends of a prompt: what a citizen waits for is a word. */
final class Silence {
    /** Below the peak, in dB: what is quieter is not heard on a telephone. */
    private static final double BELOW_PEAK = -45;
    /** What is left of the silence before and after, in milliseconds: no consonant is cut. */
    private static final int BEFORE = 30;
    private static final int AFTER = 80;

    private Silence() {}

    /** The sound without its silent ends; what is silent throughout becomes nothing. */
    static Sound trim(Sound sound) {
        float[] samples = sound.samples();
        double threshold = sound.peak() * Loudness.db(BELOW_PEAK);
        int first = 0;
        while (first < samples.length && Math.abs(samples[first]) <= threshold) {
            first++;
        }
        int last = samples.length - 1;
        while (last > first && Math.abs(samples[last]) <= threshold) {
            last--;
        }
        if (first == samples.length) {
            return new Sound(sound.rate(), new float[0]);
        }
        return new Sound(sound.rate(), Arrays.copyOfRange(samples, Math.max(0, first - BEFORE * sound.rate() / 1000),
                Math.min(samples.length, last + 1 + AFTER * sound.rate() / 1000)));
    }
}
