package io.tocsin.send.voice.prompt.sound;

import java.time.Duration;

/**
 * Sound of one channel. The samples belong to whoever holds the record; nobody changes them.
 *
 * @param rate samples a second, 1,000 to 192,000
 * @param samples amplitudes, 1 is full scale
 */
@SuppressWarnings("ArrayRecordComponent") // a minute is half a million samples; it is never compared
public record Sound(int rate, float[] samples) {
    /** The rate of telephones. */
    public static final int TELEPHONE_RATE = 8000;

    /** Refuses a rate that is no sound's. */
    public Sound {
        if (rate < 1000 || rate > 192_000) {
            throw new IllegalArgumentException("got " + rate + " samples a second, expected 1,000 to 192,000");
        }
    }

    /** How long it lasts. */
    public Duration length() {
        return Duration.ofMillis(samples.length * 1000L / rate);
    }

    /** The largest amplitude. */
    public double peak() {
        double peak = 0;
        for (float sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }
}
