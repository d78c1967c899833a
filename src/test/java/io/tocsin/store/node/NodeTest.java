package io.tocsin.store.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NodeTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private Redis redis;

    @BeforeEach
    void start() {
        redis = SERVER.connect();
    }

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
        redis.close();
    }

    @Test
    void a_node_that_leaves_is_dead_at_once_and_one_that_is_silent_after_its_lease() {
        try (Node first = Node.join(redis, scheduler)) {
            Node second = Node.join(redis, scheduler);
            assertThat(second.number()).isNotEqualTo(first.number());
            assertThat(first.dead()).isEmpty();
            second.close();
            assertThat(first.dead()).containsExactly(second.number());
            first.forget(second.number());
            redis.call("ZADD", Keys.NODES, System.currentTimeMillis() - Node.LEASE.toMillis() - 5000, 77);
            redis.call("ZADD", Keys.NODES, System.currentTimeMillis(), 78);
            assertThat(first.dead()).containsExactly(77);
        }
    }

    @Test
    void a_node_whose_name_another_takes_notices() {
        try (Node first = Node.join(redis, scheduler); Node other = Node.join(redis, scheduler)) {
            first.takeOver("twin");
            other.takeOver("other");
            try (Node second = Node.join(redis, scheduler)) {
                second.takeOver("twin");
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(first::isDisplaced);
                assertThat(second.isDisplaced()).isFalse();
                assertThat(other.isDisplaced()).isFalse();
            }
        }
    }

    @Test
    void a_node_gives_signs_of_life() {
        try (Node node = Node.join(redis, scheduler); Node other = Node.join(redis, scheduler)) {
            redis.call("ZADD", Keys.NODES, 1, node.number());
            assertThat(other.dead()).containsExactly(node.number());
            Awaitility.await().until(() -> other.dead().isEmpty());
        }
    }

    @Test
    void names_have_the_same_numbers_everywhere_until_none_is_left() {
        Names here = new Names(redis, Keys.CARRIERS, 2);
        Names there = new Names(redis, Keys.CARRIERS, 2);
        assertThat(here.number("cmcc")).isEqualTo(1);
        assertThat(there.number("cucc")).isEqualTo(2);
        assertThat(here.name(2)).isEqualTo("cucc");
        assertThat(there.number("cmcc")).isEqualTo(1);
        assertThatThrownBy(() -> here.number("ctcc")).isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("no number left for 'ctcc'");
    }
}
