package io.tocsin.store.redis.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.store.RealCluster;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.store.redis.RoundTrips;
import io.tocsin.store.redis.place.Limits;
import io.tocsin.store.redis.place.RedisPlace;
import io.tocsin.warning.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.util.JedisClusterCRC16;

class ClusterTest {
    @RegisterExtension
    static final RealCluster CLUSTER = new RealCluster(false);

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void a_pipeline_over_all_masters_is_answered_in_its_order() {
        try (Redis redis = CLUSTER.connect()) {
            List<Call> writes = new ArrayList<>();
            List<Call> reads = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                writes.add(Call.of("SET", "k" + i, i));
                reads.add(Call.of("GET", "k" + i));
            }
            redis.pipeline(writes);
            List<@Nullable Object> answers = redis.pipeline(reads);
            for (int i = 0; i < 300; i++) {
                assertThat(Reply.number(answers.get(i))).isEqualTo(i);
            }
            assertThat(redis.everywhere("DBSIZE")).hasSize(3).allSatisfy(
                    each -> assertThat(Reply.number(each)).isPositive());
        }
    }

    @Test
    void scripts_go_to_their_keys_master_and_are_taught_there() {
        try (Redis redis = CLUSTER.connect()) {
            redis.everywhere("SCRIPT", "FLUSH");
            Script lease = Script.load("lease");
            List<Call> calls = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                calls.add(lease.call(bytes("lease:" + i), 7, 60_000));
                calls.add(lease.call(bytes("lease:" + i), 8, 60_000));
            }
            List<@Nullable Object> answers = redis.pipeline(calls);
            for (int i = 0; i < answers.size(); i++) {
                assertThat(Reply.number(answers.get(i))).as("call %s", i).isEqualTo(i % 2 == 0 ? 1 : 0);
            }
        }
    }

    @Test
    void a_slot_that_has_moved_is_followed() {
        int slot = JedisClusterCRC16.getSlot("moves");
        int from = owner(slot);
        int to = (from + 1) % 3;
        try (Redis redis = CLUSTER.connect()) {
            redis.call("SET", "moves", 1);
            String target = Reply.text(CLUSTER.at(to, "CLUSTER", "MYID"));
            String source = Reply.text(CLUSTER.at(from, "CLUSTER", "MYID"));
            CLUSTER.at(to, "CLUSTER", "SETSLOT", "" + slot, "IMPORTING", source);
            CLUSTER.at(from, "CLUSTER", "SETSLOT", "" + slot, "MIGRATING", target);
            // The key is here still; one that is not is asked for there.
            assertThat(Reply.number(redis.call("GET", "moves"))).isEqualTo(1);
            assertThat(redis.call("SET", "{moves}too", 2)).isNotNull();
            assertThat(Reply.number(redis.call("GET", "{moves}too"))).isEqualTo(2);
            Script lease = Script.load("lease");
            assertThatThrownBy(() -> redis.call(lease.call(bytes("{moves}lease"), 7, 60_000)))
                    .isInstanceOf(StoreUnavailableException.class).hasMessageContaining("is being moved");
            CLUSTER.at(from, "MIGRATE", "127.0.0.1", "" + CLUSTER.server(to).port(), "moves", "0", "5000");
            assertThat(Reply.number(redis.call("GET", "moves"))).isEqualTo(1);
            CLUSTER.at(to, "CLUSTER", "SETSLOT", "" + slot, "NODE", target);
            CLUSTER.at(from, "CLUSTER", "SETSLOT", "" + slot, "NODE", target);
            assertThat(Reply.number(redis.call("GET", "moves"))).isEqualTo(1);
            await().until(() -> Reply.number(redis.call(lease.call(bytes("{moves}lease"), 7, 60_000))) == 1);
        }
    }

    @Test
    void every_master_is_asked_whether_it_is_fit() {
        List<String> asked = new ArrayList<>();
        try (Redis redis = Redis.at(RedisPlace.parse(CLUSTER.url()), Limits.defaults(), RoundTrips.UNHEARD,
                server -> asked.add(server.address()))) {
            assertThat(asked).hasSize(3).doesNotHaveDuplicates();
            assertThat(redis.call("PING")).isNotNull();
        }
        assertThatThrownBy(() -> Redis.at(RedisPlace.parse(CLUSTER.url()), Limits.defaults(), RoundTrips.UNHEARD, _ -> {
            throw new IllegalStateException("not fit");
        })).hasMessageContaining("not fit");
    }

    /** Which of the three has the slot now: another test may have moved it. */
    private static int owner(int slot) {
        for (Object each : (List<?>) CLUSTER.at(0, "CLUSTER", "SLOTS")) {
            List<?> range = (List<?>) each;
            if ((Long) range.get(0) <= slot && slot <= (Long) range.get(1)) {
                for (int i = 0; i < 3; i++) {
                    if (((List<?>) range.get(2)).get(1).equals((long) CLUSTER.server(i).port())) {
                        return i;
                    }
                }
            }
        }
        throw new AssertionError("nobody has slot " + slot);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
