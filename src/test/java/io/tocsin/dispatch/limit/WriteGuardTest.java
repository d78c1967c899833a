package io.tocsin.dispatch.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WriteGuardTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;

    static LongStream seeds() {
        String one = System.getProperty("seed");
        return one == null ? LongStream.range(0, 50) : LongStream.of(Long.parseLong(one));
    }

    @Test
    void what_was_written_counts_on_when_the_window_becomes_longer_or_shorter() {
        WriteGuard guard = new WriteGuard(10);
        guard.dispatched(10);
        guard.written(10, 5 * SECOND);
        guard.rate(0.1, 1);
        assertThat(guard.admits(1, 5 * SECOND + 500 * MILLI)).isFalse();
        guard.rate(10, 10);
        assertThat(guard.admits(1, 5 * SECOND + 900 * MILLI)).isFalse();
        assertThat(guard.used(5 * SECOND + 900 * MILLI)).isEqualTo(10);
        assertThat(guard.admits(10, 8 * SECOND)).isTrue();
    }

    /** Whatever the delay between dispatch and the wire, no second holds more than the rate. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_window_is_over_full_whatever_the_delays(long seed) {
        Random random = new Random(seed);
        int rate = 1 + random.nextInt(200);
        WriteGuard guard = new WriteGuard(rate);
        ArrayDeque<Integer> onTheWay = new ArrayDeque<>();
        List<Long> times = new ArrayList<>();
        long now = random.nextLong(1L << 50);
        for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(3) * MILLI / 2;
            int cost = 1 + random.nextInt(Math.min(4, rate));
            if (guard.admits(cost, now)) {
                guard.dispatched(cost);
                onTheWay.add(cost);
            }
            while (!onTheWay.isEmpty() && random.nextInt(5) == 0) {
                int written = onTheWay.remove();
                if (random.nextInt(20) == 0) {
                    guard.unsent(written);
                } else {
                    guard.written(written, now);
                    for (int s = 0; s < written; s++) {
                        times.add(now);
                    }
                }
            }
        }
        int first = 0;
        for (int last = 0; last < times.size(); last++) {
            while (times.get(last) - times.get(first) >= SECOND) {
                first++;
            }
            assertThat(last - first + 1).isLessThanOrEqualTo(rate);
        }
        assertThat(times.size()).as("it lets something through").isGreaterThan(rate);
    }

    @Test
    void what_is_not_known_to_be_written_counts_as_if_it_were_written_now() {
        WriteGuard guard = new WriteGuard(2);
        guard.dispatched(2);
        assertThat(guard.admits(1, 100 * SECOND)).isFalse();
        guard.unsent(1);
        assertThat(guard.admits(1, 100 * SECOND)).isTrue();
    }

    @Test
    void below_one_a_second_the_window_is_the_time_for_one() {
        WriteGuard guard = new WriteGuard(0.1);
        guard.dispatched(1);
        guard.written(1, SECOND);
        assertThat(guard.admits(1, 10 * SECOND)).isFalse();
        assertThat(guard.admits(1, 11 * SECOND + 10 * MILLI)).isTrue();
    }

    @Test
    void a_message_of_more_segments_than_the_rate_goes_alone() {
        WriteGuard guard = new WriteGuard(2);
        assertThat(guard.admits(5, SECOND)).isTrue();
        guard.dispatched(5);
        guard.written(5, SECOND);
        assertThat(guard.admits(1, SECOND + 900 * MILLI)).isFalse();
        assertThat(guard.admits(5, 2 * SECOND + MILLI)).isTrue();
    }
}
