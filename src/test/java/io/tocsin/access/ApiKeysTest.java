package io.tocsin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    /** printf 'open sesame' | sha256sum. */
    private static final String OPEN_SESAME = "41ef4bb0b23661e66301aac36066912dac037827b4ae63a7b1165a5aa93ed4eb";
    private static final Caller ALI = new Caller("ali", Set.of(Scope.SUBMIT, Scope.READ));

    private final ApiKeys keys = new ApiKeys(List.of(client("other", Set.of(Scope.REVIEW), "0".repeat(64)),
            client("ali", Set.of(Scope.SUBMIT, Scope.READ), OPEN_SESAME)));

    private static ClientConfig client(String name, Set<Scope> scopes, String hash) {
        return new ClientConfig(name, scopes, hash, ClientConfig.RATE, ClientConfig.MAX_PENDING, null, null, null);
    }

    @Test
    void a_key_is_found_by_its_hash() {
        assertThat(keys.find("open sesame")).contains(ALI);
        assertThat(keys.find("open wheat")).isEmpty();
        assertThat(keys.find(OPEN_SESAME)).isEmpty();
        assertThat(keys.find("")).isEmpty();
        assertThat(keys.find("x".repeat(100_000))).isEmpty();
    }

    @Test
    void what_the_configuration_says_of_a_key_wins_over_what_the_console_says() {
        IssuedKey same = new IssuedKey("0123456789abcdef", "mallory", Set.of(Scope.OPERATE), OPEN_SESAME, "", "sec",
                Instant.EPOCH, null, null, "sys", null);
        IssuedKey own = new IssuedKey("fedcba9876543210", "ali", Set.of(Scope.REVIEW), "0".repeat(64), "", "sec",
                Instant.EPOCH, null, null, "sys", null);
        ApiKeys both = new ApiKeys(List.of(client("ali", Set.of(Scope.SUBMIT, Scope.READ), OPEN_SESAME)),
                () -> List.of(same, own));
        assertThat(both.find("open sesame")).contains(ALI);
        assertThat(new ApiKeys(List.of(), () -> List.of(same, own)).find("open sesame"))
                .contains(new Caller("mallory", Set.of(Scope.OPERATE)));
    }

    @Test
    void the_header_is_bearer_and_the_key() {
        assertThat(keys.authorize("Bearer open sesame")).contains(ALI);
        assertThat(keys.authorize("bearer  open sesame ")).contains(ALI);
        assertThat(keys.authorize("Basic open sesame")).isEmpty();
        assertThat(keys.authorize("open sesame")).isEmpty();
        assertThat(keys.authorize("")).isEmpty();
    }

    @Test
    void a_caller_needs_one_of_the_scopes() {
        assertThat(ALI.mayAnyOf(Set.of(Scope.READ, Scope.REVIEW))).isTrue();
        assertThat(ALI.mayAnyOf(Set.of(Scope.OPERATE, Scope.REVIEW))).isFalse();
    }
}
