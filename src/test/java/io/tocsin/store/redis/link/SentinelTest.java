package io.tocsin.store.redis.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.store.RealSentinels;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.RoundTrips;
import io.tocsin.store.redis.place.Limits;
import io.tocsin.store.redis.place.RedisPlace;
import io.tocsin.warning.StoreUnavailableException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SentinelTest {
    @Test
    void the_new_master_is_used_after_a_fail_over_and_has_everything_that_was_answered() {
        try (RealSentinels all = RealSentinels.started(); Redis redis = all.connect()) {
            for (int i = 0; i < 100; i++) {
                redis.call("SET", "k" + i, i);
            }
            all.server(0).kill();
            assertThatThrownBy(() -> redis.call("SET", "k", 1)).isInstanceOf(StoreUnavailableException.class);
            RealSentinels.await().until(() -> redis.call("SET", "k", 2) != null);
            for (int i = 0; i < 100; i++) {
                assertThat(Reply.number(redis.call("GET", "k" + i))).isEqualTo(i);
            }
            assertThat(redis.address()).endsWith("now 127.0.0.1:" + all.server(1).port());
        }
    }

    @Test
    @Tag("long")
    void the_old_master_comes_back_as_the_replica_and_is_waited_for() {
        try (RealSentinels all = RealSentinels.started(); Redis redis = all.connect()) {
            all.server(0).kill();
            RealSentinels.await().until(() -> redis.call("SET", "k", 2) != null);
            all.server(0).start();
            RealSentinels.await().until(() -> all.info(1).contains("state=online"));
            RealSentinels.await().until(() -> redis.call("SET", "k", 3) != null);
            assertThat(all.info(0)).contains("role:slave");
        }
    }

    @Test
    void nothing_is_answered_that_no_replica_has() {
        try (RealSentinels all = RealSentinels.started(); Redis redis = all.connect()) {
            redis.call("SET", "k", 1);
            all.server(1).freeze(true);
            try {
                assertThatThrownBy(() -> redis.call("SET", "k", 2)).isInstanceOf(StoreUnavailableException.class)
                        .hasMessageContaining("no replica");
                assertThat(redis.call("GET", "k")).as("what only reads goes on").isNotNull();
            } finally {
                all.server(1).freeze(false);
            }
            RealSentinels.await().until(() -> redis.call("SET", "k", 3) != null);
        }
    }

    @Test
    void a_new_master_that_is_not_fit_is_not_used() {
        AtomicBoolean fit = new AtomicBoolean(true);
        try (RealSentinels all = RealSentinels.started();
                Redis redis = Redis.at(RedisPlace.parse(all.url()), Limits.defaults(), RoundTrips.UNHEARD, server -> {
                    if (!fit.get()) {
                        throw new IllegalStateException(server.address() + " is not fit");
                    }
                })) {
            redis.call("SET", "k", 1);
            fit.set(false);
            all.server(0).kill();
            RealSentinels.await().untilAsserted(() -> assertThatThrownBy(() -> redis.call("SET", "k", 2))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("127.0.0.1:" + all.server(1).port() + " is not fit"));
            fit.set(true);
            RealSentinels.await().until(() -> redis.call("SET", "k", 3) != null);
        }
    }

    @Test
    void without_a_majority_of_sentinels_nothing_is_begun() {
        assertThatThrownBy(() -> Redis.at(RedisPlace.parse("sentinel://main@127.0.0.1:1,127.0.0.1:2"),
                Limits.defaults(), RoundTrips.UNHEARD, _ -> {
                })).isInstanceOf(StoreUnavailableException.class).hasMessageContaining("fewer than 2");
    }
}
