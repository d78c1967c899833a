package io.tocsin.store.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.dispatch.call.CallLimit;
import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.WarningId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallLeasesTest {
    private static final String TRUNK = "trunk-1";
    private static final Duration LONG = Duration.ofMinutes(30);
    @RegisterExtension
    private static final RealRedis SERVER = new RealRedis();
    private Redis redis;
    private RedisCallLeases leases;

    @BeforeEach
    void open() {
        redis = SERVER.connect();
        leases = new RedisCallLeases(redis);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    private static AttemptId attempt(int number) {
        return new AttemptId(new WarningId(number % 8, number, 3), 1 + number % 3);
    }

    private static List<AttemptId> attempts(int from, int to) {
        return IntStream.range(from, to).mapToObj(CallLeasesTest::attempt).toList();
    }

    private long taken(String set) {
        return Reply.number(redis.call("ZCARD", "{calls:" + TRUNK + "}" + set));
    }

    private int take(CallLimit limit, int urgent, int from, int to) {
        return leases.take(TRUNK, limit, List.of(), attempts(from, to), urgent).cardinality();
    }

    @Test
    void reserved_lines_are_for_urgent_attempts_only() {
        CallLimit limit = new CallLimit(10, 3, LONG);

        assertThat(take(limit, 0, 0, 20)).isEqualTo(7);
        assertThat(leases.isFree(TRUNK, limit)).isFalse();
        assertThat(take(limit, 2, 100, 104)).as("two urgent, two not").isEqualTo(2);
        assertThat(take(limit, 5, 200, 205)).isEqualTo(1);
        assertThat(taken("a")).isEqualTo(10);
        leases.release(TRUNK, attempts(100, 102));
        assertThat(take(limit, 0, 300, 305)).as("what urgent ones gave back stays reserved").isZero();
        leases.release(TRUNK, attempts(0, 7));
        assertThat(leases.isFree(TRUNK, limit)).isTrue();
        assertThat(take(limit, 0, 300, 320)).as("an urgent call does not use up what others may have").isEqualTo(7);
        assertThat(take(limit, 9, 400, 409)).isEqualTo(2);
    }

    @Test
    void asking_again_is_harmless_and_an_attempt_keeps_its_line() {
        CallLimit limit = new CallLimit(4, 0, LONG);
        assertThat(take(limit, 0, 0, 4)).isEqualTo(4);

        assertThat(take(limit, 0, 0, 4)).isEqualTo(4);
        assertThat(take(limit, 0, 2, 6)).isEqualTo(2);
        assertThat(taken("a")).isEqualTo(4);
        leases.release(TRUNK, attempts(0, 9));
        leases.release(TRUNK, attempts(0, 9));
        assertThat(taken("a")).isZero();
    }

    @Test
    void what_ended_is_given_back_before_lines_are_taken_in_the_same_call() {
        CallLimit limit = new CallLimit(2, 0, LONG);
        take(limit, 0, 0, 2);

        BitSet has = leases.take(TRUNK, limit, attempts(1, 2), attempts(5, 8), 0);

        assertThat(has.cardinality()).isEqualTo(1);
        assertThat(has.get(0)).isTrue();
    }

    @Test
    void more_than_a_call_can_carry_goes_in_several() {
        CallLimit limit = new CallLimit(2_000, 0, LONG);

        assertThat(take(limit, 1_300, 0, 1_500)).isEqualTo(1_500);
        assertThat(taken("u")).isEqualTo(1_300);
        assertThat(leases.take(TRUNK, limit, attempts(0, 1_500), attempts(2_000, 4_500), 0).cardinality())
                .isEqualTo(2_000);
        assertThat(taken("u")).isZero();
    }

    @Test
    void a_line_that_nobody_gives_back_is_free_after_its_time_and_one_that_is_held_is_not() {
        CallLimit brief = new CallLimit(3, 1, Duration.ofMillis(100));
        take(brief, 1, 0, 3);
        CallLimit limit = new CallLimit(3, 1, LONG);
        leases.hold(TRUNK, limit, attempts(1, 2));

        await().atMost(Duration.ofSeconds(30)).until(() -> take(limit, 2, 10, 12) == 2);
        assertThat(take(limit, 0, 1, 2)).as("held").isEqualTo(1);
        assertThat(taken("a")).isEqualTo(3);
    }

    @Test
    void calls_that_are_up_have_lines_beyond_the_limit_and_nobody_else_gets_one_before_they_end() {
        CallLimit limit = new CallLimit(2, 0, LONG);
        take(limit, 0, 0, 2);

        leases.hold(TRUNK, limit, attempts(10, 12));

        assertThat(taken("a")).isEqualTo(4);
        leases.release(TRUNK, attempts(0, 2));
        assertThat(take(limit, 1, 20, 21)).isZero();
        leases.release(TRUNK, attempts(10, 11));
        assertThat(take(limit, 1, 20, 21)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void no_line_is_had_twice_and_none_is_left_idle_with_seed(long seed) {
        Random random = new Random(seed);
        Set<Integer> urgents = new HashSet<>();
        Set<Integer> others = new HashSet<>();
        int next = 0;
        for (int round = 0; round < 300; round++) {
            int calls = 5 + random.nextInt(20);
            CallLimit limit = new CallLimit(calls, random.nextInt(calls / 2 + 1), LONG);
            List<Integer> over = new ArrayList<>();
            urgents.removeIf(each -> random.nextInt(4) == 0 && over.add(each));
            others.removeIf(each -> random.nextInt(4) == 0 && over.add(each));
            int count = random.nextInt(12);
            int urgent = random.nextInt(count + 1);
            int first = next;
            next += count;

            BitSet has = leases.take(TRUNK, limit, over.stream().map(CallLeasesTest::attempt).toList(),
                    attempts(first, next), urgent);

            for (int i = 0; i < count; i++) {
                boolean room = urgents.size() + others.size() < limit.calls();
                boolean may = room && (i < urgent || others.size() < limit.calls() - limit.reserved());
                assertThat(has.get(i)).as("round %s, attempt %s", round, i).isEqualTo(may);
                if (may) {
                    (i < urgent ? urgents : others).add(first + i);
                }
            }
            assertThat(taken("a")).isEqualTo(urgents.size() + others.size());
            assertThat(taken("u")).isEqualTo(urgents.size());
        }
    }

    /** Nodes of which one dies with its calls; what it held comes back when its time is over. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void several_nodes_never_have_more_than_there_are_and_none_is_lost_with_seed(long seed) throws Exception {
        int calls = 12;
        CallLimit limit = new CallLimit(calls, 2, LONG);
        AtomicInteger held = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<List<AttemptId>> left = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<AttemptId>>> nodes = new ArrayList<>();
            for (int n = 0; n < 4; n++) {
                Random random = new Random(seed * 100 + n);
                int from = n * 1_000_000;
                Callable<List<AttemptId>> node = () -> node(limit, random, from, held, most);
                nodes.add(threads.submit(node));
            }
            for (Future<List<AttemptId>> each : nodes) {
                left.add(each.get());
            }
        }
        assertThat(most.get()).isLessThanOrEqualTo(calls);
        assertThat(taken("a")).isEqualTo(left.stream().mapToInt(List::size).sum()).isEqualTo(held.get());

        leases.hold(TRUNK, new CallLimit(calls, 2, Duration.ofMillis(1)), left.getFirst());
        left.stream().skip(1).forEach(each -> leases.release(TRUNK, each));
        await().atMost(Duration.ofSeconds(30)).until(() -> take(limit, calls, 9_000_000, 9_000_100) == calls);
        assertThat(taken("u")).isEqualTo(calls);
    }

    /** What it holds in the end, as if it had been killed. */
    private static List<AttemptId> node(CallLimit limit, Random random, int from, AtomicInteger held,
            AtomicInteger most) {
        try (Redis own = SERVER.connect()) {
            RedisCallLeases mine = new RedisCallLeases(own);
            List<AttemptId> has = new ArrayList<>();
            int next = from;
            for (int round = 0; round < 200; round++) {
                List<AttemptId> over = new ArrayList<>();
                has.removeIf(each -> random.nextBoolean() && over.add(each));
                // Counted as over before anybody can have the line, and as taken after.
                held.addAndGet(-over.size());
                List<AttemptId> wanted = attempts(next, next + 1 + random.nextInt(6));
                next += wanted.size();
                BitSet got = mine.take(TRUNK, limit, over, wanted, random.nextInt(wanted.size() + 1));
                got.stream().mapToObj(wanted::get).forEach(has::add);
                int now = held.addAndGet(got.cardinality());
                most.accumulateAndGet(now, Math::max);
            }
            return has;
        }
    }
}
