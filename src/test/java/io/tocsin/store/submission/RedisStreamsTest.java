package io.tocsin.store.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.ingest.StreamStore.Name;
import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.Redis;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisStreamsTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();

    @Test
    void the_node_that_took_a_stream_last_has_it() {
        try (Redis redis = SERVER.connect()) {
            RedisStreams first = new RedisStreams(redis, 1);
            RedisStreams second = new RedisStreams(redis, 2);
            Name day = new Name("watchman", "day");
            Name night = new Name("watchman", "night");
            first.take(day);
            first.take(night);
            assertThat(first.taken(List.of(day, night))).isEmpty();
            second.take(night);
            assertThat(first.taken(List.of(day, night))).containsExactly(night);
            first.take(night);
            assertThat(first.taken(List.of(day, night))).isEmpty();
            assertThat(second.taken(List.of(night))).containsExactly(night);
        }
    }
}
