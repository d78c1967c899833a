package io.tocsin.send.voice.prompt.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a tone on its way to a telephone. */
class TelephoneTest {
    private static Sound tone(int rate, double hertz, double amplitude, double seconds) {
        float[] samples = new float[(int) (rate * seconds)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return new Sound(rate, samples);
    }

    /** How much of a frequency is in a sound, as the amplitude of a sine, without its ends. */
    private static double amplitude(float[] samples, int rate, double hertz) {
        double real = 0;
        double imaginary = 0;
        int from = samples.length / 4;
        int to = samples.length - from;
        for (int i = from; i < to; i++) {
            // Hann's window, so that neighbours do not leak in.
            double weight = 1 - Math.cos(2 * Math.PI * (i - from) / (to - from));
            real += samples[i] * weight * Math.cos(2 * Math.PI * hertz * i / rate);
            imaginary += samples[i] * weight * Math.sin(2 * Math.PI * hertz * i / rate);
        }
        return 2 * Math.hypot(real, imaginary) / (to - from);
    }

    @ParameterizedTest(name = "{0} samples a second, {1} Hz")
    @CsvSource({"22050,1000", "16000,440", "44100,3000", "48000,300", "11025,3400", "8000,1000", "24000,3400",
            "32000,2000"})
    void a_tone_keeps_its_frequency_height_and_length(int rate, double hertz) {
        Sound narrow = new Sound(8000, new Resampler(rate, 8000).resample(tone(rate, hertz, 0.5, 1).samples()));
        assertThat(narrow.samples()).hasSize(8000);
        assertThat(amplitude(narrow.samples(), 8000, hertz)).isCloseTo(0.5, within(0.005));
        // Nothing is there that was not there before.
        for (double other = 100; other < 4000; other += 100) {
            if (Math.abs(other - hertz) > 60) {
                assertThat(amplitude(narrow.samples(), 8000, other)).as("%s Hz", other).isLessThan(0.0005);
            }
        }
    }

    @ParameterizedTest(name = "{0} samples a second, {1} Hz")
    @CsvSource({"22050,4100", "22050,5000", "22050,7000", "22050,8500", "16000,4200", "16000,7900", "48000,9000",
            "48000,20000", "44100,12345", "11025,4500"})
    void what_a_telephone_cannot_carry_does_not_come_back_as_another_tone(int rate, double hertz) {
        float[] narrow = new Resampler(rate, 8000).resample(tone(rate, hertz, 0.5, 1).samples());
        double folded = Math.abs(hertz - Math.round(hertz / 8000) * 8000.0);
        assertThat(20 * Math.log10(amplitude(narrow, 8000, folded) / 0.5)).isLessThan(-60);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.1, 0.5, 1})
    void every_sound_gets_the_same_level_and_none_is_clipped(double amplitude) {
        Sound sound = Telephone.convert(tone(22050, 700, amplitude, 1), Loudness.TELEPHONE);
        assertThat(Loudness.of(sound)).isCloseTo(-20, within(0.2));
        assertThat(sound.peak()).isLessThan(0.7079);
    }

    @Test
    void a_peak_far_above_the_level_is_bent_below_the_ceiling() {
        Sound sound = tone(8000, 500, 0.02, 2);
        sound.samples()[8000] = 1;
        Sound level = Loudness.TELEPHONE.level(sound);
        assertThat(level.peak()).isBetween(0.5, 0.7080);
    }

    @Test
    void pauses_do_not_count_for_the_level() {
        float[] samples = new float[16000];
        System.arraycopy(tone(8000, 500, 0.3, 0.5).samples(), 0, samples, 6000, 4000);
        assertThat(Loudness.of(new Sound(8000, samples))).isCloseTo(20 * Math.log10(0.3 / Math.sqrt(2)), within(0.2));
    }

    @Test
    void silence_at_both_ends_goes_but_for_a_breath() {
        float[] samples = new float[24000];
        System.arraycopy(tone(8000, 500, 0.3, 1).samples(), 0, samples, 8000, 8000);
        Sound sound = Telephone.convert(new Sound(8000, samples), Loudness.TELEPHONE);
        assertThat(sound.length().toMillis()).isBetween(1100L, 1115L);
    }

    @Test
    void what_is_silent_throughout_becomes_nothing() {
        assertThat(Telephone.convert(new Sound(22050, new float[22050]), Loudness.TELEPHONE).samples()).isEmpty();
        assertThat(Telephone.convert(new Sound(8000, new float[0]), Loudness.TELEPHONE).samples()).isEmpty();
    }
}
