package io.tocsin.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.value.Rate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
    @Test
    void a_fresh_key_has_256_bits_and_is_nobody_elses() {
        assertThat(IntStream.range(0, 1000).mapToObj(i -> ApiKey.fresh().text())).doesNotHaveDuplicates()
                .allMatch(text -> text.matches("tk_[A-Za-z0-9_-]{43}"));
    }

    @Test
    void a_fresh_key_is_not_printed_by_accident() {
        ApiKey key = ApiKey.fresh();
        assertThat(key.toString()).doesNotContain(key.text());
    }

    @Test
    void the_hash_of_a_key_is_what_its_client_is_found_by() {
        assertThat(new ApiKey("abc").sha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        ApiKey key = ApiKey.fresh();
        ClientConfig client = new ClientConfig("w", Set.of(Scope.READ), key.sha256(), Rate.perSecond(1), 1, null, null,
                null);
        assertThat(new ApiKeys(List.of(client)).find(key.text())).contains(new Caller("w", Set.of(Scope.READ)));
    }
}
