package io.tocsin.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.value.Durations;
import io.tocsin.config.value.HourRange;
import io.tocsin.config.value.Listen;
import io.tocsin.config.value.NumberPrefixes;
import io.tocsin.config.value.Rate;
import io.tocsin.ingest.phone.PhoneReader;
import io.tocsin.store.redis.place.RedisAddress;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Phone;
import io.tocsin.warning.WarningId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Words that come from outside: numbers, identities, values of the configuration. */
@Tag("fuzz")
class WordFuzzTest {
    private static final PhoneReader PHONES = new PhoneReader();

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void a_number_is_one_or_none(long seed) throws InterruptedException {
        Fuzz.ofTexts("13800138000", "+86 138-0013-8000", "0086 (138) 00138000", "０１０－６２３０１１１０", "'01062301110",
                "+860138.0013.8000", "086047012345678")
                .words("+", "86", "0", "00", "1", "\u200b", "+1", "ext.", ";", "#", "x", "*", "①")
                .allocating(64 * 1024, 64).run(seed, input -> {
                    Optional<Phone> phone = PHONES.read(text(input));
                    assertThat(PhoneReader.masked(text(input))).doesNotContain("3800138000");
                    phone.ifPresent(read -> {
                        assertThat(read.digits()).matches("86[0-9]{9,12}");
                        // What was read is read the same again.
                        assertThat(PHONES.read("+" + read.digits())).contains(read);
                    });
                    return phone.isPresent() ? phone.get().digits().length() : -Math.min(input.length, 60);
                });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void a_number_is_the_same_however_it_is_written(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> prefixes = List.of("", "+86", "86", "0086", "0", "+860", "'", "+86 ");
        List<String> separators = List.of("", "", "", "-", " ", "\u200b", "－", "\u00a0");
        for (long i = Fuzz.inputs() / 10; i > 0; i--) {
            String digits = "1" + (3 + random.nextInt(7)) + "%09d".formatted(random.nextInt(1_000_000_000));
            StringBuilder written = new StringBuilder(prefixes.get(random.nextInt(prefixes.size())));
            for (int at = 0; at < digits.length(); at++) {
                char c = digits.charAt(at);
                written.append(random.nextInt(4) == 0 ? (char) (c - '0' + '０') : c)
                        .append(separators.get(random.nextInt(separators.size())));
            }
            assertThat(PHONES.read(written.toString())).as(written.toString()).contains(new Phone("86" + digits));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void an_identity_is_one_or_none(long seed) throws InterruptedException {
        Fuzz.ofTexts(new WarningId(7, 123_456, 511).toString(), new WarningId(63, (1L << 40) - 1, 0).toString(),
                "0123456789abcdef").words("z", "i", "l", "o", "u", "W").allocating(4096, 64).run(seed, input -> {
                    Optional<WarningId> id = WarningId.parse(text(input));
                    id.ifPresent(read -> assertThat(read).hasToString(text(input)));
                    return id.isPresent() + " " + BatchId.isValid(text(input));
                });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void an_identity_comes_back_as_it_was(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (long i = Fuzz.inputs(); i > 0; i--) {
            WarningId id = new WarningId(random.nextInt(64), random.nextLong(1L << 40), random.nextInt(512));
            assertThat(WarningId.parse(id.toString()).orElseThrow()).isEqualTo(id);
            assertThat(WarningId.ofPacked(id.packed())).isEqualTo(id);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void a_value_of_the_configuration_is_one_or_is_told(long seed) throws InterruptedException {
        Fuzz.ofTexts("200ms", "15m", "30d", "300/s", "60/m", "3/d", "22:00-07:30", "127.0.0.1", "::1", "0470",
                "redis://user:p%40ss@127.0.0.1:6379/3", "rediss://h", "9223372036854775807/s", "off")
                .words("%", "//", "@", ":", "-", "999999999999999999999", "e9", "24:00", "[", "]")
                .allocating(32 * 1024, 64)
                .declaring(IllegalArgumentException.class).run(seed, input -> {
                    String text = text(input);
                    return switch (input.length == 0 ? 0 : input[0] % 6) {
                        case 0 -> Durations.parse(text).toString().length();
                        case 1 -> Rate.parse(text).toString().length();
                        case 2 -> HourRange.parse(text).toString().length();
                        case 3 -> new Listen(text, 80, null).bind().length();
                        case 4 -> NumberPrefixes.check(text).length();
                        default -> RedisAddress.parse(text).host().length();
                    };
                });
    }
}
