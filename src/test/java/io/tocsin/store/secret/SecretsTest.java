package io.tocsin.store.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.warning.Phone;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private static final StoreKey KEY = new StoreKey(new byte[32]);
    private final Random random = new Random(1);
    private final BlockCipher cipher = new BlockCipher(KEY, random::nextBytes);

    @Test
    void a_value_comes_back_only_at_its_own_place_and_unharmed() {
        byte[] plain = "13800138000".getBytes(StandardCharsets.US_ASCII);
        byte[] sealed = cipher.encrypt("{1}d:7", plain, plain.length);
        assertThat(cipher.decrypt("{1}d:7", sealed)).isEqualTo(plain);
        assertThatThrownBy(() -> cipher.decrypt("{1}d:8", sealed)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{1}d:8");
        sealed[20] ^= 1;
        assertThatThrownBy(() -> cipher.decrypt("{1}d:7", sealed)).hasMessageContaining("damaged");
    }

    @Test
    void the_same_value_never_looks_the_same() {
        assertThat(cipher.encrypt("x", new byte[40], 40)).isNotEqualTo(cipher.encrypt("x", new byte[40], 40));
    }

    @Test
    void another_key_reads_nothing_and_has_another_check_value() {
        byte[] bytes = new byte[32];
        bytes[31] = 1;
        StoreKey other = new StoreKey(bytes);
        assertThat(other.check()).isNotEqualTo(KEY.check()).hasSize(16);
        byte[] sealed = cipher.encrypt("x", new byte[1], 1);
        assertThatThrownBy(() -> new BlockCipher(other, random::nextBytes).decrypt("x", sealed))
                .hasMessageContaining("another key");
    }

    @Test
    void numbers_spread_over_all_partitions_and_each_has_its_own_key() {
        PhoneKeys keys = new PhoneKeys(KEY, 8);
        Set<String> seen = new HashSet<>();
        int[] counts = new int[8];
        IntStream.range(0, 8000).mapToObj(i -> new Phone("86138" + String.format("%08d", i))).forEach(phone -> {
            seen.add(new String(keys.of(phone), StandardCharsets.ISO_8859_1));
            counts[keys.partition(phone)]++;
        });
        assertThat(seen).hasSize(8000);
        assertThat(IntStream.of(counts).boxed()).allSatisfy(count -> assertThat(count).isBetween(850, 1150));
    }
}
