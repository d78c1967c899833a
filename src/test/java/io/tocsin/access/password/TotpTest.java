package io.tocsin.access.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SECRET = seed(20);

    private static byte[] seed(int length) {
        return "1234567890".repeat(7).substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    /** RFC 6238, appendix B. */
    @ParameterizedTest
    @CsvSource({"59,94287082,46119246,90693936", "1111111109,07081804,68084774,25091201",
            "1111111111,14050471,67062674,99943326", "1234567890,89005924,91819424,93441116",
            "2000000000,69279037,90698825,38618901", "20000000000,65353130,77737706,47863826"})
    void codes_are_those_of_the_rfc(long seconds, String sha1, String sha256, String sha512) {
        long step = Totp.step(Instant.ofEpochSecond(seconds));
        assertThat(Totp.code(Totp.SHA1, SECRET, step, 8)).isEqualTo(sha1);
        assertThat(Totp.code("HmacSHA256", seed(32), step, 8)).isEqualTo(sha256);
        assertThat(Totp.code("HmacSHA512", seed(64), step, 8)).isEqualTo(sha512);
        assertThat(Totp.code(SECRET, step)).isEqualTo(sha1.substring(2));
    }

    /** RFC 4226, appendix D. */
    @Test
    void codes_of_counters_are_those_of_hotp() {
        String[] codes = {"755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871",
                "520489"};
        for (int i = 0; i < codes.length; i++) {
            assertThat(Totp.code(SECRET, i)).isEqualTo(codes[i]);
        }
    }

    @Test
    void a_code_counts_in_its_step_and_its_neighbours_only() {
        Instant now = Instant.ofEpochSecond(1111111111);
        long step = Totp.step(now);
        for (int away = -3; away <= 3; away++) {
            assertThat(Totp.match(SECRET, Totp.code(SECRET, step + away), now).orElse(-1)).as("" + away)
                    .isEqualTo(Math.abs(away) <= 1 ? step + away : -1);
        }
        assertThat(Totp.match(SECRET, "", now)).isEmpty();
        assertThat(Totp.match(SECRET, "14050471", now)).isEmpty();
        assertThat(Totp.match(SECRET, "０５０４７１", now)).isEmpty();
    }

    /** RFC 4648, section 10. */
    @ParameterizedTest
    @CsvSource({"'',''", "f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI"})
    void base32_is_that_of_the_rfc(String plain, String text) {
        assertThat(Base32.text(plain.getBytes(StandardCharsets.US_ASCII))).isEqualTo(text);
    }

    @Test
    void an_enrolment_says_all_that_an_app_asks_for() {
        assertThat(Totp.enrolment("zhang", SECRET)).isEqualTo("otpauth://totp/Tocsin:zhang?secret="
                + "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Tocsin&algorithm=SHA1&digits=6&period=30");
    }
}
