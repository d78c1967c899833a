package io.tocsin.send.voice.prompt.sound;

/** Any sound made fit for a telephone: 8 kHz, without silent ends, at one level. */
public final class Telephone {
    private static final int RATE = Sound.TELEPHONE_RATE;

    private Telephone() {}

    /**
     * Converts a sound.
     *
     * @param loudness how loud it becomes
     * @return of 8,000 samples a second; empty when nothing is to be heard in it
     */
    public static Sound convert(Sound sound, Loudness loudness) {
        Sound narrow = sound.rate() == RATE
                ? sound
                : new Sound(RATE, new Resampler(sound.rate(), RATE).resample(sound.samples()));
        return loudness.level(Silence.trim(narrow));
    }
}
