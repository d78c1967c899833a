package io.tocsin.dispatch.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.dispatch.ControlStore.Slice;
import io.tocsin.dispatch.MemoryControl;
import io.tocsin.dispatch.MemoryStore;
import io.tocsin.dispatch.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several nodes that draw from one carrier's rate. */
class SharedRateTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int RATE = 300;
    private final VirtualTime time = new VirtualTime();
    private final MemoryControl store = new MemoryControl(new MemoryStore(1, time.clocks()), time.clocks());

    static LongStream seeds() {
        String one = System.getProperty("seed");
        return one == null ? LongStream.range(0, 10) : LongStream.of(Long.parseLong(one));
    }

    private void draw(SendLimit node) {
        int wanted = node.wanted(time.nanos());
        if (wanted > 0) {
            double perSecond = node.drawRate(time.nanos());
            Slice slice = store.draw("a", perSecond, wanted);
            if (slice.count() > 0) {
                node.granted(time.nanos() + slice.delayNanos(), perSecond, slice.count());
            }
        }
    }

    private List<Long> run(List<SendLimit> nodes, Duration length, Random random) {
        List<Long> times = new ArrayList<>();
        long end = time.nanos() + length.toNanos();
        while (time.nanos() < end) {
            for (SendLimit node : nodes) {
                draw(node);
                // A node looks at its slots now and then late.
                if (random.nextInt(20) != 0) {
                    while (node.tryTake(1, time.nanos())) {
                        node.written(1, time.nanos());
                        times.add(time.nanos());
                    }
                }
            }
            time.pass(500_000 + random.nextInt(500_000));
        }
        return times;
    }

    private static int most(List<Long> times) {
        int most = 0;
        int first = 0;
        for (int last = 0; last < times.size(); last++) {
            while (times.get(last) - times.get(first) >= SECOND) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    private static SendLimit node() {
        return new SendLimit(RATE, Duration.ofSeconds(1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nodes_together_keep_the_rate_and_use_it(long seed) {
        List<Long> times = run(List.of(node(), node(), node()), Duration.ofSeconds(20), new Random(seed));
        assertThat(most(times)).isLessThanOrEqualTo(RATE);
        assertThat(times.size()).isGreaterThan(RATE * 20 * 97 / 100);
    }

    @Test
    void a_node_that_is_joined_by_another_does_not_go_over() {
        SendLimit first = node();
        first.alone(true);
        List<Long> times = new ArrayList<>(run(List.of(first), Duration.ofSeconds(5), new Random(1)));
        SendLimit second = node();
        second.joins(time.nanos() + SECOND);
        times.addAll(run(List.of(first, second), Duration.ofMillis(500), new Random(2)));
        time.passMillis(90);
        first.alone(false);
        times.addAll(run(List.of(first, second), Duration.ofSeconds(5), new Random(2)));
        assertThat(most(times)).isLessThanOrEqualTo(RATE);
        assertThat(times.size()).isGreaterThan(RATE * 10);
    }

    @Test
    void a_node_that_is_alone_catches_up_after_a_stall() {
        SendLimit alone = node();
        alone.alone(true);
        run(List.of(alone), Duration.ofSeconds(3), new Random(1));
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            time.passMillis(40);
            times.addAll(run(List.of(alone), Duration.ofMillis(960), new Random(i)));
        }
        assertThat(most(times)).isLessThanOrEqualTo(RATE);
        assertThat(times.size()).as("40 ms of every second were lost without it")
                .isGreaterThan(RATE * 10 * 97 / 100);
    }
}
