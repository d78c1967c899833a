package io.tocsin.dispatch.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several nodes with shares of one carrier's rate, which move when nodes come and go. */
class SharedRateTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long STEP = SECOND / 1000;
    private static final int MOST_COST = 4;
    private long now = 77 * SECOND;
    private final List<Write> writes = new ArrayList<>();

    private record Write(long at, int segments) {}

    static LongStream seeds() {
        String one = System.getProperty("seed");
        return one == null ? LongStream.range(0, 20) : LongStream.of(Long.parseLong(one));
    }

    /** A node that writes what it took some time later, as on a slow machine. */
    private final class Member {
        private final SendLimit limit;
        private final ArrayDeque<Integer> onTheWay = new ArrayDeque<>();
        private int held;
        private long asksAt;

        private Member(int rate) {
            limit = new SendLimit(rate, java.time.Duration.ofSeconds(1));
            asksAt = now;
        }

        private void turn(Random random) {
            int cost = 1 + random.nextInt(MOST_COST);
            while (limit.tryTake(cost, now)) {
                onTheWay.add(cost);
                cost = 1 + random.nextInt(MOST_COST);
            }
            while (!onTheWay.isEmpty() && random.nextInt(3) != 0) {
                int segments = onTheWay.remove();
                limit.written(segments, now);
                writes.add(new Write(now, segments));
            }
        }
    }

    /** As the store shares: nobody is granted what another has not said to have less of. */
    private static void share(List<Member> members, Member one, int rate, long now) {
        one.held = Math.max(one.limit.share(), one.limit.used(now));
        int older = members.indexOf(one);
        int served = Math.clamp(rate / MOST_COST, 1, members.size());
        int taken = members.stream().filter(each -> !each.equals(one)).mapToInt(each -> each.held).sum();
        int fair = older < served ? rate / served + (older < rate % served ? 1 : 0) : 0;
        int may = Math.clamp(rate - taken, 0, fair);
        one.held = Math.max(one.held, may);
        one.limit.share(may, now + 7 * SECOND);
        one.asksAt = now + SECOND;
    }

    private void run(List<Member> members, int rate, int seconds, Random random) {
        for (long end = now + seconds * SECOND; now < end; now += STEP) {
            for (Member member : members) {
                if (now >= member.asksAt && random.nextInt(50) != 0) {
                    share(members, member, rate, now);
                }
                // A node looks at its slots now and then late.
                if (random.nextInt(20) != 0) {
                    member.limit.demand(true, now);
                    member.turn(random);
                }
            }
        }
    }

    private int most() {
        List<Write> sorted = writes.stream().sorted(Comparator.comparingLong(Write::at)).toList();
        int most = 0;
        int sum = 0;
        int first = 0;
        for (Write write : sorted) {
            sum += write.segments;
            while (write.at - sorted.get(first).at >= SECOND) {
                sum -= sorted.get(first++).segments;
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nodes_together_keep_the_rate_while_they_come_and_use_it(long seed) {
        Random random = new Random(seed);
        int rate = 8 + random.nextInt(400);
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            members.add(new Member(rate));
            run(members, rate, 3 + random.nextInt(3), random);
        }
        long from = now;
        run(members, rate, 10, random);
        assertThat(most()).as("seed %d, rate %d", seed, rate).isLessThanOrEqualTo(rate);
        int late = writes.stream().filter(write -> write.at >= from).mapToInt(Write::segments).sum();
        // What does not fit into the rest of a share waits: at small shares that shows.
        int unused = 3 * (MOST_COST - 1) + rate * 3 / 100;
        assertThat(late).as("seed %d, rate %d", seed, rate).isGreaterThanOrEqualTo((rate - unused) * 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_share_that_is_not_renewed_ends(long seed) {
        Random random = new Random(seed);
        Member member = new Member(100);
        member.limit.share(50, now + SECOND);
        member.asksAt = Long.MAX_VALUE;
        run(List.of(member), 100, 3, random);
        assertThat(writes).isNotEmpty();
        assertThat(member.limit.hasShare(now)).isFalse();
        assertThat(member.limit.used(now)).isZero();
    }
}
