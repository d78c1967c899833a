package io.tocsin.ingest.phone;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.warning.Phone;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneReaderTest {
    private final PhoneReader reader = new PhoneReader();

    @ParameterizedTest
    @ValueSource(strings = {"13800138000", "+86 138-0013-8000", "+8613800138000", "8613800138000", "86 138 0013 8000",
            "008613800138000", "00 86 138 0013 8000", "013800138000", "+86 0138 0013 8000", "１３８００１３８０００",
            "＋８６１３８００１３８０００", "０１３８００１３８０００", "'13800138000", "(86)13800138000", " 13800138000\t",
            "138\u20110013\u20118000", "\u202d13800138000\u202c", "138\u30000013\u00a08000", "\ufeff13800138000"})
    void a_mobile_number_is_read_however_it_is_written(String text) {
        assertThat(reader.read(text)).contains(new Phone("8613800138000"));
    }

    @ParameterizedTest
    @CsvSource({"0470-8260110,864708260110", "04708260110,864708260110", "(0470)8260110,864708260110",
            "010-62301110,861062301110", "+86 10 6230 1110,861062301110", "0086-470-8260110,864708260110",
            "０４７０－８２６０１１０,864708260110", "86 470 8260110,864708260110"})
    void a_fixed_line_is_read_with_its_area_code(String text, String digits) {
        assertThat(reader.read(text)).contains(new Phone(digits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "+", "12345", "96110", "8260110", "62301110", "1380013800", "138001380001",
            "12800138000", "10800138000", "4008123123", "+85291234567", "+12025550123", "0085291234567",
            "1-800-FLOWERS",
            "1.38E+10", "1.38001E+10", "13800138000 ext 5", "13800138000;13900139000", "一三八零零一三八零零零", "+86+13800138000",
            "null", "0470-1234", "138002200.31", "1380022003.2", "138.0013.8000", "1380022003．2", "13800138000.0",
            "1380022003/2",
            "138_0013_8000", "1380022003,2",
            "0470.8260110", "138#00138000", "138002200*31", "8613800138000861380013800086138001380008613800138000",
            "00000000000", "-13800138000a"})
    void what_is_no_phone_in_mainland_china_is_refused(String text) {
        assertThat(reader.read(text)).isEmpty();
    }

    @Test
    void ranges_that_the_data_does_not_know_yet_still_pass() {
        assertThat(reader.read("14912345678")).contains(new Phone("8614912345678"));
    }

    @Test
    void what_is_wrong_with_a_number_is_said() {
        assertThat(PhoneReader.refusal("1380022003.2")).isEqualTo("got 138****03.2 (12 characters) with a dot,"
                + " expected digits with no more than spaces, hyphens and brackets between them");
        assertThat(PhoneReader.refusal("1.38E+10")).contains("rounded");
        assertThat(PhoneReader.refusal("96110")).endsWith("expected a mobile or fixed number of mainland China");
    }

    @Test
    void a_refused_number_is_shown_by_its_ends_only() {
        assertThat(PhoneReader.masked("138001380001")).isEqualTo("138****0001 (12 characters)");
        assertThat(PhoneReader.masked("8260110")).isEqualTo("826**** (7 characters)");
        assertThat(PhoneReader.masked("96110")).isEqualTo("***** (5 characters)");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void random_text_never_breaks_it_and_what_passes_is_chinese(long seed) {
        Random random = new Random(seed);
        String alphabet = "0123456789+-() 86１９\u3000abE.'\ud83d\ude00\u0000";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(24); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            reader.read(text.toString()).ifPresent(phone -> assertThat(phone.digits()).startsWith("86"));
        }
    }
}
