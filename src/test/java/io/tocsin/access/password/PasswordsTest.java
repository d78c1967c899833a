package io.tocsin.access.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = new Passwords(new Passwords.Cost(64, 1));

    /** From the test vectors of the reference implementation, phc-winner-argon2, test.c. */
    @Test
    void hashes_of_others_are_understood() {
        String hash = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        assertThat(passwords.matches(hash, "password")).isTrue();
        assertThat(passwords.matches(hash, "Password")).isFalse();
        assertThat(passwords.matches(hash, "")).isFalse();
    }

    @Test
    void a_password_matches_its_hash_alone_and_every_hash_has_its_own_salt() {
        String hash = passwords.hash("正确的马-电池-订书钉");
        assertThat(hash).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
        assertThat(passwords.hash("正确的马-电池-订书钉")).isNotEqualTo(hash);
        assertThat(passwords.matches(hash, "正确的马-电池-订书钉")).isTrue();
        assertThat(passwords.matches(hash, "正确的马-电池-订书机")).isFalse();
        assertThat(passwords.matches(passwords.nobodys(), "")).isFalse();
    }

    @Test
    void what_is_too_long_is_nobodys_password() {
        String longest = "x".repeat(Passwords.LONGEST);
        assertThat(passwords.matches(passwords.hash(longest), longest)).isTrue();
        assertThat(passwords.matches(passwords.hash(""), longest + "x")).isFalse();
        assertThatThrownBy(() -> passwords.matches("{SHA}abc", "abc")).hasMessageContaining("expected $argon2id");
    }

    @Test
    void one_time_passwords_are_typed_easily_and_never_twice() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            assertThat(OneTimePassword.fresh()).matches("([a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}")
                    .doesNotContain("i", "l", "o").satisfies(fresh -> assertThat(seen.add(fresh)).isTrue());
        }
    }
}
