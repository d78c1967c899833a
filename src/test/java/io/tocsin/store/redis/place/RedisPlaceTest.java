package io.tocsin.store.redis.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisPlaceTest {
    @Test
    void one_server_with_a_file_of_certificates() {
        assertThat(RedisPlace.parse("rediss://u:p@h/2?ca=/etc/our%20ca.pem"))
                .isEqualTo(new RedisAddress("h", 6379, "u", "p", 2, true, "/etc/our ca.pem"));
    }

    @Test
    void sentinels_with_the_masters_name_and_both_log_ins() {
        assertThat(RedisPlace.parse(
                "sentinel://u:p%40ss@main@h1:1,h2/3?sentinelUser=s&sentinelPassword=t&tls=true&ca=/c"))
                .isEqualTo(new RedisPlace.Watched("main",
                        List.of(new RedisAddress("h1", 1, "s", "t", 0, true, "/c"),
                                new RedisAddress("h2", 26_379, "s", "t", 0, true, "/c")),
                        new RedisAddress("h1", 1, "u", "p@ss", 3, true, "/c")));
        assertThat(RedisPlace.parse("sentinel://master@h1:26379,h2:26379,h3:26379"))
                .hasToString("sentinel master master of [h1:26379, h2:26379, h3:26379]");
    }

    @Test
    void a_cluster_by_some_of_its_servers() {
        assertThat(RedisPlace.parse("cluster://:p@h1:1,[::1]:2,h3"))
                .isEqualTo(new RedisPlace.Sharded(List.of(new RedisAddress("h1", 1, null, "p", 0, false, null),
                        new RedisAddress("[::1]", 2, null, "p", 0, false, null),
                        new RedisAddress("h3", 6379, null, "p", 0, false, null))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sentinel://h1:1,h2:2", "sentinel://u:secret@@h1", "cluster://u:secret@h1:1/1",
            "cluster://u:secret@h1:0", "cluster://h1,,h2", "redis://u:secret@h?secret", "rediss://u:secret@h?tls=yes",
            "cluster://u:secret@h1?retries=3", "http://u:secret@h", "redis://u:sec ret@h"})
    void what_is_no_address_is_refused_without_the_password(String text) {
        assertThatThrownBy(() -> RedisPlace.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("store.redis").hasMessageNotContaining("u:sec");
    }
}
