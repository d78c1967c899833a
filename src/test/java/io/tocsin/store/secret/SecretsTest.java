package io.tocsin.store.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.value.CryptoProfile;
import io.tocsin.warning.Phone;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
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
    void a_key_for_national_algorithms_seals_looks_up_and_checks_otherwise() {
        StoreKey national = KEY.with(CryptoProfile.GM);
        assertThat(national.check()).isNotEqualTo(KEY.check()).hasSize(16);
        BlockCipher sm4 = new BlockCipher(national, random::nextBytes);
        byte[] plain = "13800138000".getBytes(StandardCharsets.US_ASCII);
        byte[] sealed = sm4.encrypt("{1}d:7", plain, plain.length);
        assertThat(sealed[0]).isEqualTo((byte) 2);
        assertThat(sealed).hasSize(1 + 12 + plain.length + 16);
        assertThat(sm4.decrypt("{1}d:7", sealed)).isEqualTo(plain);
        assertThatThrownBy(() -> sm4.decrypt("{1}d:8", sealed)).hasMessageContaining("{1}d:8");
        assertThatThrownBy(() -> cipher.decrypt("{1}d:7", sealed)).hasMessageContaining("version 1");
        Phone phone = new Phone("8613800138000");
        assertThat(new PhoneKeys(national, 8).of(phone)).hasSize(16)
                .isEqualTo(new PhoneKeys(national, 8).of(phone)).isNotEqualTo(new PhoneKeys(KEY, 8).of(phone));
        assertThat(new RefKeys(national, 8).of(1, "A-1")).isEqualTo(new RefKeys(national, 8).another().of(1, "A-1"))
                .isNotEqualTo(new RefKeys(KEY, 8).of(1, "A-1"));
    }

    /** RFC 8998, appendix A.1. */
    @Test
    void sm4_in_gcm_mode_is_that_of_the_standard() throws Exception {
        HexFormat hex = HexFormat.of().withUpperCase();
        Cipher sm4 = Suite.of(CryptoProfile.GM).newCipher();
        sm4.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(hex.parseHex("0123456789ABCDEFFEDCBA9876543210"), "SM4"),
                new GCMParameterSpec(128, hex.parseHex("00001234567800000000ABCD")));
        sm4.updateAAD(hex.parseHex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2"));
        assertThat(hex.formatHex(sm4.doFinal(hex.parseHex("AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBB"
                + "CCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDDEEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA"))))
                .isEqualTo("17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
                        + "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
                        + "83DE3541E4C2B58177E065A9BF7B62EC");
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
