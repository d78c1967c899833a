package io.tocsin.store.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.dispatch.stop.GlobalStop;
import io.tocsin.dispatch.stop.StopStore.Outcome;
import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisStopTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    private static final Duration LONG = Duration.ofMinutes(15);
    @SuppressWarnings("NullAway.Init") // set before each test
    private Redis redis;
    @SuppressWarnings("NullAway.Init") // set before each test
    private RedisStop stop;

    @BeforeEach
    void open() {
        redis = SERVER.connect();
        stop = new RedisStop(redis);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void the_first_stop_stands_until_two_different_people_release_it() {
        assertThat(stop.stopped()).isEmpty();
        GlobalStop first = stop.stop("zhang", "user", "模板写错了");
        assertThat(first).extracting(GlobalStop::by, GlobalStop::kind, GlobalStop::reason, GlobalStop::release)
                .containsExactly("zhang", "user", "模板写错了", null);
        assertThat(stop.stop("robot", "key", "too many")).isEqualTo(first);

        assertThat(stop.release("zhang", "corrected", "", LONG)).isEqualTo(Outcome.ASKED);
        GlobalStop asked = new RedisStop(redis).stopped().orElseThrow();
        assertThat(asked.release()).satisfies(release -> assertThat(release.by()).isEqualTo("zhang"),
                release -> assertThat(release.until()).isEqualTo(release.at().plus(LONG)));
        assertThat(stop.release("zhang", "again", asked.asked(), LONG)).isEqualTo(Outcome.OWN);
        assertThat(stop.stopped()).contains(asked);

        assertThat(stop.release("li", "seen", asked.asked(), LONG)).isEqualTo(Outcome.RELEASED);
        assertThat(stop.stopped()).isEmpty();
        assertThat(stop.release("li", "seen", "", LONG)).isEqualTo(Outcome.NONE);
    }

    private String ask(String by, Duration within) {
        assertThat(stop.release(by, "b", "", within)).isEqualTo(Outcome.ASKED);
        return stop.stopped().orElseThrow().asked();
    }

    @Test
    void a_further_stop_withdraws_the_request() {
        stop.stop("zhang", "user", "a");
        String seen = ask("li", LONG);
        assertThat(stop.stop("robot", "key", "c").release()).isNull();
        assertThat(stop.release("wang", "d", seen, LONG)).isEqualTo(Outcome.CHANGED);
        ask("li", LONG);
        assertThat(stop.release("wang", "d", seen, LONG)).as("the same person's, but another")
                .isEqualTo(Outcome.CHANGED);
        assertThat(stop.release("wang", "d", "", LONG)).as("who asks confirms nothing").isEqualTo(Outcome.CHANGED);
        assertThat(stop.stopped()).isPresent();
    }

    @Test
    void a_request_expires_and_the_next_one_is_a_request_again() {
        stop.stop("zhang", "user", "a");
        stop.release("li", "b", "", Duration.ofMillis(1));
        await().until(() -> stop.stopped().orElseThrow().release() == null);
        assertThat(stop.release("wang", "c", Reply.text(redis.call("HGET", Keys.STOP, "id")), LONG))
                .isEqualTo(Outcome.CHANGED);
        assertThat(stop.release("wang", "c", "", LONG)).isEqualTo(Outcome.ASKED);
        assertThat(stop.stopped().orElseThrow().release())
                .satisfies(release -> assertThat(release.by()).isEqualTo("wang"));
    }

    @Test
    void of_many_who_ask_at_once_one_has_asked_and_nobody_has_released() throws Exception {
        stop.stop("zhang", "user", "a");
        List<Callable<Outcome>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String who = "user" + i;
            all.add(() -> stop.release(who, "b", "", LONG));
        }
        List<Outcome> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Outcome> each : threads.invokeAll(all)) {
                outcomes.add(each.get());
            }
        }
        assertThat(outcomes).containsOnlyOnce(Outcome.ASKED).containsOnly(Outcome.ASKED, Outcome.CHANGED);
        assertThat(stop.stopped()).isPresent();
    }
}
