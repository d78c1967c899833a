package io.tocsin.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.place.Limits;
import io.tocsin.store.redis.place.RedisAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many callers and few connections. */
class RedisTurnsTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    private static final int CALLERS = 128;
    private static final int CALLS = 40_000;

    @Test
    void callers_take_turns_and_nobody_waits_while_others_go_again_and_again() throws Exception {
        Limits few = new Limits(4, Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(60));
        AtomicInteger left = new AtomicInteger(CALLS);
        List<Integer> had = new ArrayList<>();
        try (Redis redis = Redis.at(RedisAddress.loopback(SERVER.port(), null), few);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                all.add(callers.submit(() -> {
                    int calls = 0;
                    while (left.getAndDecrement() > 0) {
                        redis.call(Call.of("PING"));
                        calls++;
                    }
                    return calls;
                }));
            }
            for (Future<Integer> each : all) {
                had.add(each.get());
            }
        }
        assertThat(had).allMatch(calls -> calls > CALLS / CALLERS / 2);
    }
}
