package io.tocsin.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.value.Rate;
import io.tocsin.dispatch.MemoryCarrier;
import io.tocsin.plan.Suppression;
import io.tocsin.send.Outgoing;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Note;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Flow control that is about single numbers, beside flow control that is about the account. */
class FlowControlledLineTest {
    private static final AttemptEnd REFUSED = new AttemptEnd.FlowControlled(new Cause(CauseClass.NETWORK, "submit:8"));
    private final Rig rig = new Rig(2000, Suppression.none());
    private final MemoryCarrier carrier = rig.carrier("a", 50, Rate.perSecond(200), 100);
    private final Set<Phone> refused = new HashSet<>();

    static LongStream seeds() {
        return LongStream.range(0, 8);
    }

    private AttemptEnd reply(Outgoing out) {
        return refused.contains(out.phone()) ? REFUSED : new AttemptEnd.Accepted();
    }

    private double rate() {
        return Objects.requireNonNull(rig.lines.get("a")).limit().ofAccount(rig.time.nanos());
    }

    private long tries(Phone phone) {
        return carrier.written().stream().filter(sent -> sent.outgoing().phone().equals(phone)).count();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void numbers_that_are_always_refused_neither_slow_the_line_nor_go_before_others(long seed) {
        Random random = new Random(seed);
        List<Warning> all = rig.accept(Grade.LOW, 1000);
        carrier.replies(this::reply);
        int wrong = 1 + random.nextInt(5);
        while (refused.size() < wrong) {
            refused.add(all.get(20 + random.nextInt(980)).phone());
        }
        rig.start();
        int[] least = {Integer.MAX_VALUE};
        rig.run(Duration.ofMillis(5400), () -> {
            carrier.turn();
            least[0] = (int) Math.min(least[0], rate());
        });
        assertThat(least[0]).as("of 200").isEqualTo(200);
        assertThat(rig.store.in(WarningState.AWAITING_RECEIPT)).isEqualTo(1000 - wrong);
        assertThat(refused).allSatisfy(phone -> assertThat(tries(phone)).isBetween(1L, 4L));
        Warning urgent = rig.accept(Grade.URGENT, Operator.MOBILE, "u");
        rig.run(Duration.ofMillis(100));
        assertThat(tries(urgent.phone())).isEqualTo(1);
    }

    @Test
    void one_that_comes_first_of_all_slows_the_line_once() {
        carrier.replies(this::reply);
        Warning wrong = rig.accept(Grade.URGENT, Operator.MOBILE, "x");
        refused.add(wrong.phone());
        rig.start();
        rig.run(Duration.ofMillis(20));
        assertThat(rate()).as("nothing else speaks for the account").isEqualTo(100);
        rig.accept(Grade.LOW, 1000);
        rig.run(Duration.ofSeconds(13));
        assertThat(rate()).as("one halving, and it is over").isEqualTo(200);
        assertThat(rig.store.in(WarningState.AWAITING_RECEIPT)).isEqualTo(1000);
        assertThat(tries(wrong.phone())).isBetween(2L, 5L);
        assertThat(rig.store.progress(wrong.id()).networkRetries()).as("of which it has 20").isBetween(1, 4);
    }

    @Test
    void a_carrier_that_takes_half_as_much_is_slowed_to_that_and_gets_everything() {
        rig.accept(Grade.LOW, 1500);
        ArrayDeque<Long> taken = new ArrayDeque<>();
        carrier.replies(out -> {
            long now = rig.time.nanos();
            while (!taken.isEmpty() && now - taken.peek() >= 1_000_000_000L) {
                taken.remove();
            }
            if (taken.size() >= 100) {
                return REFUSED;
            }
            taken.add(now);
            return new AttemptEnd.Accepted();
        });
        rig.start();
        rig.run(Duration.ofSeconds(10));
        assertThat(rate()).isLessThan(150);
        rig.run(Duration.ofSeconds(25));
        assertThat(rig.store.in(WarningState.AWAITING_RECEIPT)).isEqualTo(1500);
        assertThat(carrier.written().size()).as("it is not asked in vain all the time").isLessThan(2250);
    }

    @Test
    void a_line_that_is_slow_claims_no_more_than_it_can_send_soon() {
        List<Warning> all = rig.accept(Grade.URGENT, 500);
        carrier.replies(out -> REFUSED);
        rig.start();
        rig.run(Duration.ofSeconds(10));
        assertThat(rate()).isLessThan(10);
        List<Note> returned = all.stream().flatMap(each -> rig.store.notes(each.id()).stream())
                .filter(note -> note.kind() == Note.Kind.RETURNED).toList();
        assertThat(returned).hasSizeLessThan(40)
                .allMatch(note -> note.text().equals("carrier paused by flow control"));
    }

    @Test
    void why_it_is_slow_is_known_until_it_is_over() {
        rig.accept(Grade.LOW, 3000);
        carrier.replies(out -> REFUSED);
        rig.start();
        rig.run(Duration.ofMillis(100));
        var slowness = Objects.requireNonNull(rig.lines.get("a")).slowness();
        var slowed = Objects.requireNonNull(slowness.now(rig.time.nanos()));
        assertThat(slowed.code()).isEqualTo("submit:8");
        assertThat(slowed.since()).isBetween(rig.time.now().minusMillis(100), rig.time.now());
        carrier.replies(out -> new AttemptEnd.Accepted());
        rig.run(Duration.ofSeconds(9));
        assertThat(slowness.now(rig.time.nanos())).as("since when is the beginning").isEqualTo(slowed);
        rig.run(Duration.ofSeconds(4));
        assertThat(slowness.now(rig.time.nanos())).isNull();
    }
}
