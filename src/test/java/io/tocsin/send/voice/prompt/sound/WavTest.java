package io.tocsin.send.voice.prompt.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WAV and A-law files, by their bytes. */
class WavTest {
    private static final String RIFF = "52494646" + "ffffffff" + "57415645";

    private static Sound read(String hex) throws IOException {
        return WavReader.read(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static String format(String coding, String channels, String rate, String bits) {
        return "666d7420 10000000 " + coding + channels + rate + "00000000 0000 " + bits;
    }

    @Test
    void sixteen_bits_of_one_channel() throws IOException {
        Sound sound = read(RIFF + format("0100", "0100", "401f0000", "1000") + "64617461 06000000 0000 ff7f 0080");
        assertThat(sound.rate()).isEqualTo(8000);
        assertThat(sound.samples()).containsExactly(new float[]{0, 1, -1}, within(0.0001f));
    }

    @Test
    void eight_bits_are_unsigned() throws IOException {
        Sound sound = read(RIFF + format("0100", "0100", "22560000", "0800") + "64617461 03000000 80 ff 00");
        assertThat(sound.rate()).isEqualTo(22050);
        assertThat(sound.samples()).containsExactly(new float[]{0, 1, -1}, within(0.01f));
    }

    @Test
    void two_channels_are_mixed() throws IOException {
        Sound sound = read(RIFF + format("0100", "0200", "44ac0000", "1000")
                + "64617461 08000000 0040 0000 0040 00c0");
        assertThat(sound.samples()).containsExactly(new float[]{0.25f, 0}, within(0.0001f));
    }

    @Test
    void twenty_four_bits_thirty_two_bits_and_floating_point() throws IOException {
        assertThat(read(RIFF + format("0100", "0100", "80bb0000", "1800") + "64617461 06000000 000040 0000c0")
                .samples()).containsExactly(new float[]{0.5f, -0.5f}, within(0.0001f));
        assertThat(read(RIFF + format("0100", "0100", "80bb0000", "2000") + "64617461 04000000 000000c0")
                .samples()).containsExactly(new float[]{-0.5f}, within(0.0001f));
        assertThat(read(RIFF + format("0300", "0100", "80bb0000", "2000") + "64617461 08000000 0000003f 0000c07f")
                .samples()).containsExactly(new float[]{0.5f, 0}, within(0.0001f));
    }

    @Test
    void other_chunks_are_passed_over_and_a_length_that_is_too_long_means_to_the_end() throws IOException {
        Sound sound = read(RIFF + "4c495354 03000000 61626300" + format("0100", "0100", "401f0000", "1000")
                + "66616374 04000000 01020304" + "64617461 00f0ff7f 0040 0040 00");
        assertThat(sound.samples()).containsExactly(new float[]{0.5f, 0.5f}, within(0.0001f));
    }

    @ParameterizedTest
    @CsvSource({"0600,0100,401f0000,0800", "0100,0900,401f0000,1000", "0100,0000,401f0000,1000",
            "0100,0100,0a000000,1000", "0100,0100,ffffffff,1000", "0100,0100,411f0000,1000", "0100,0100,401f0000,0c00"})
    void what_is_not_read_is_told(String coding, String channels, String rate, String bits) {
        assertThatThrownBy(() -> read(RIFF + format(coding, channels, rate, bits) + "64617461 00000000"))
                .isInstanceOf(IOException.class).hasMessageContaining("expected PCM of 8, 16, 24 or 32 bits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "52494646", "4944330000000000000000000000", RIFF,
            RIFF + "64617461000000006461746100000000", RIFF + "666d742002000000"})
    void what_is_no_wav_file_is_told(String hex) {
        assertThatThrownBy(() -> read(hex)).isInstanceOf(IOException.class).hasMessageStartingWith("got ");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void no_bytes_break_the_reader(long seed) {
        Random random = new Random(seed);
        byte[] good = SoundFiles.wav(new Sound(8000, new float[100]));
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.clone();
            for (int k = 0; k < 3; k++) {
                bytes[random.nextInt(60)] = (byte) random.nextInt();
            }
            try {
                assertThat(WavReader.read(bytes).samples().length).isLessThanOrEqualTo(300);
            } catch (IOException e) {
                assertThat(e).hasMessageStartingWith("got ");
            }
        }
    }

    @Test
    void what_is_written_is_read_again() throws IOException {
        Sound sound = new Sound(8000, new float[]{0, 0.5f, -0.5f, 1, -1});
        Sound again = WavReader.read(SoundFiles.wav(sound));
        assertThat(again.rate()).isEqualTo(8000);
        assertThat(again.samples()).containsExactly(sound.samples(), within(0.0001f));
    }

    /** Values of the tables of ITU-T G.711, written as octets with the even bits inverted. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"0,d5", "8,d5", "16,d4", "-1,55", "-8,55", "-9,55", "-17,54", "256,c5", "511,ca", "512,f5", "1024,e5",
            "4096,85", "8192,b5", "16384,a5", "32767,aa", "-32768,2a"})
    void a_law_is_that_of_g711(int pcm, String octet) {
        assertThat(HexFormat.of().toHexDigits(SoundFiles.aLaw(pcm))).isEqualTo(octet);
    }
}
