package io.tocsin.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.value.Rate;
import io.tocsin.dispatch.ControlStore;
import io.tocsin.dispatch.MemoryCarrier;
import io.tocsin.plan.Suppression;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The contracted rate, judged by the times at which the carrier wrote. */
class RateTest {
    private static final long SECOND = 1_000_000_000L;

    static LongStream seeds() {
        String one = System.getProperty("seed");
        return one == null ? LongStream.range(0, 8) : LongStream.of(Long.parseLong(one));
    }

    /** The most segments in any window of one second, half open. */
    static int mostInOneSecond(List<Long> times) {
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

    private static List<Long> send(Rig rig, Random random, int seconds, int stalls) {
        MemoryCarrier carrier = rig.carriers.values().iterator().next();
        List<Long> times = new ArrayList<>();
        long[] stalledUntil = {0};
        rig.run(Duration.ofSeconds(seconds), () -> {
            long now = rig.time.nanos();
            if (stalls > 0 && random.nextInt(2000 / stalls) == 0) {
                stalledUntil[0] = now + random.nextInt(120) * 1_000_000L;
            }
            if (now >= stalledUntil[0]) {
                times.addAll(carrier.write(Integer.MAX_VALUE));
                carrier.answer(random.nextInt(40));
            }
        });
        return times;
    }

    @ParameterizedTest
    @CsvSource({"5", "20", "100", "300", "2000"})
    void no_second_holds_more_than_the_rate_and_nearly_all_of_it_is_used(int perSecond) {
        Rig rig = new Rig(10_000, Suppression.none());
        rig.carrier("a", 1000, Rate.perSecond(perSecond), 100);
        rig.accept(Grade.LOW, perSecond * 13);
        rig.start();
        List<Long> times = send(rig, new Random(perSecond), 12, 0);
        assertThat(mostInOneSecond(times)).isLessThanOrEqualTo(perSecond);
        assertThat(times.size()).isGreaterThanOrEqualTo((int) (perSecond * 12 * 0.97) - 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_carrier_that_stalls_and_then_writes_all_at_once_does_not_break_the_limit(long seed) {
        Random random = new Random(seed);
        Rig rig = new Rig(10_000, Suppression.none());
        rig.carrier("a", 64, Rate.perSecond(300), 100);
        for (int i = 0; i < 4000; i++) {
            rig.accept(Grade.LOW, Operator.MOBILE, (1 + random.nextInt(4)) + "*");
        }
        rig.start();
        List<Long> times = send(rig, random, 12, 4);
        assertThat(mostInOneSecond(times)).isLessThanOrEqualTo(300);
        assertThat(times).as("it does send").hasSizeGreaterThan(1500);
    }

    @Test
    void segments_count_not_messages() {
        Rig rig = new Rig(10_000, Suppression.none());
        rig.carrier("a", 1000, Rate.perSecond(90), 100);
        for (int i = 0; i < 600; i++) {
            rig.accept(Grade.LOW, Operator.MOBILE, "3*");
        }
        rig.start();
        List<Long> times = send(rig, new Random(1), 10, 0);
        assertThat(mostInOneSecond(times)).isLessThanOrEqualTo(90);
        assertThat(times.size()).isGreaterThanOrEqualTo((int) (90 * 10 * 0.97) - 3);
        assertThat(rig.writes).as("who listens hears of each").isEqualTo(times);
    }

    @Test
    void a_rate_that_is_switched_holds_within_a_second() {
        Rig rig = new Rig(10_000, Suppression.none());
        rig.carrier("a", 1000, Rate.perSecond(400), 100);
        rig.accept(Grade.LOW, 6000);
        rig.start();
        send(rig, new Random(1), 3, 0);
        rig.control.set("a", new ControlStore.Switches(false, 50.0, null, null));
        send(rig, new Random(1), 2, 0);
        List<Long> times = send(rig, new Random(1), 5, 0);
        assertThat(mostInOneSecond(times)).isLessThanOrEqualTo(50);
        assertThat(times).hasSizeGreaterThan(5 * 50 * 96 / 100);
    }

    @Test
    void without_a_rate_the_window_is_the_only_limit() {
        Rig rig = new Rig(10_000, Suppression.none());
        rig.carrier("a", 256, null, 100);
        rig.accept(Grade.LOW, 5000);
        rig.start();
        List<Long> times = send(rig, new Random(1), 1, 0);
        assertThat(times).hasSize(5000);
    }
}
