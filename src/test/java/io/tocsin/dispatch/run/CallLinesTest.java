package io.tocsin.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.value.Rate;
import io.tocsin.dispatch.ControlStore.Switches;
import io.tocsin.dispatch.MemoryCarrier;
import io.tocsin.dispatch.call.CallLimit;
import io.tocsin.dispatch.line.Flight;
import io.tocsin.dispatch.line.Line;
import io.tocsin.plan.Suppression;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Note;
import io.tocsin.warning.Standing;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls get lines of their trunk, which all nodes share, before they are dialled. */
class CallLinesTest {
    private static final CallLimit TEN = new CallLimit(10, 2, Duration.ofMinutes(30));
    private final Rig rig = new Rig(2000, Suppression.none());
    private MemoryCarrier trunk = rig.trunk("t", 10, Rate.perSecond(100), TEN);

    private void run(long millis) {
        rig.run(Duration.ofMillis(millis), () -> trunk.write(Integer.MAX_VALUE));
    }

    private boolean isDialled(Warning warning) {
        return trunk.written().stream().anyMatch(sent -> sent.outgoing().phone().equals(warning.phone()));
    }

    private long returns(List<Warning> warnings) {
        return warnings.stream().mapToLong(each -> rig.store.notes(each.id()).stream()
                .filter(note -> note.kind() == Note.Kind.RETURNED).count()).sum();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void lines_are_all_used_and_never_more_of_them_with_seed(long seed) {
        Random random = new Random(seed);
        rig.acceptCalls(Grade.LOW, 200);
        rig.start();
        run(500);
        int[] idle = {0};

        for (int i = 0; i < 400; i++) {
            trunk.answer(random.nextInt(3));
            rig.run(Duration.ofMillis(40), () -> {
                trunk.write(Integer.MAX_VALUE);
                assertThat(trunk.open()).isLessThanOrEqualTo(8);
                assertThat(rig.leases.taken()).isBetween(trunk.open(), 8);
            });
            idle[0] += trunk.open() < 8 && rig.store.in(WarningState.READY) > 8 ? 1 : 0;
        }
        assertThat(idle[0]).isZero();
        rig.run(Duration.ofSeconds(2));
        assertThat(rig.store.in(WarningState.AWAITING_RECEIPT)).isEqualTo(200);
        assertThat(rig.leases.taken()).isZero();
    }

    @Test
    void an_urgent_call_has_a_reserved_line_while_lower_ones_wait() {
        rig.acceptCalls(Grade.LOW, 500);
        rig.start();
        run(3_000);
        assertThat(trunk.open()).isEqualTo(8);

        List<Warning> urgent = rig.acceptCalls(Grade.URGENT, 3);
        run(100);

        assertThat(urgent.stream().filter(this::isDialled)).hasSize(2);
        trunk.answer(1);
        run(100);
        assertThat(urgent).allMatch(this::isDialled);
        assertThat(trunk.open()).isEqualTo(10);
    }

    @Test
    void what_gets_no_line_goes_back_once_and_is_dialled_when_another_node_gives_lines_back() {
        List<Warning> all = rig.acceptCalls(Grade.LOW, 50);
        rig.leases.othersHold(8);
        rig.start();
        run(10_000);

        assertThat(trunk.written()).isEmpty();
        assertThat(rig.store.in(WarningState.IN_FLIGHT)).isZero();
        assertThat(returns(all)).isBetween(1L, 20L);
        rig.leases.othersHold(5);
        run(300);
        assertThat(trunk.open()).isEqualTo(3);
    }

    @Test
    void nothing_is_dialled_without_the_store_and_everything_when_it_is_back() {
        rig.acceptCalls(Grade.LOW, 5);
        rig.leases.down(true);
        rig.start();
        run(500);
        assertThat(trunk.written()).isEmpty();

        rig.leases.down(false);
        run(500);
        assertThat(trunk.open()).isEqualTo(5);
        rig.leases.down(true);
        trunk.turn();
        run(500);
        assertThat(rig.leases.taken()).isEqualTo(5);
        rig.leases.down(false);
        run(500);
        assertThat(rig.leases.taken()).isZero();
    }

    @Test
    void calls_that_are_not_dialled_keep_no_line() {
        rig.acceptCalls(Grade.LOW, 50);
        trunk = rig.trunk("t", 10, Rate.perSecond(50), TEN);
        rig.start();
        run(5);
        assertThat(rig.leases.taken()).isGreaterThan(trunk.open());
        trunk.up(false);
        run(1_500);

        assertThat(rig.leases.taken()).isEqualTo(trunk.open());
        trunk.replies(_ -> new AttemptEnd.NeverSent("the line went down"));
        trunk.turn();
        run(100);
        assertThat(rig.leases.taken()).isZero();
    }

    @Test
    void a_call_that_was_answered_and_goes_on_keeps_its_line_until_it_is_over() {
        trunk.replies(_ -> new AttemptEnd.Delivered(new Cause(CauseClass.REACHED, "transferred:talking")));
        rig.start();
        Warning warning = rig.acceptCalls(Grade.LOW, 1).getFirst();
        run(100);
        trunk.answerAndGoOn();
        run(100);
        assertThat(rig.store.progress(warning.id()).state()).isEqualTo(WarningState.REACHED);
        Line line = Objects.requireNonNull(rig.lines.get("t"));
        assertThat(rig.leases.taken()).isOne();
        assertThat(line.unanswered()).isOne();

        trunk.over(trunk.written().getFirst());
        run(100);
        assertThat(rig.leases.taken()).isZero();
        assertThat(line.unanswered()).isZero();
    }

    @Test
    void whoever_takes_over_calls_holds_their_lines_until_they_end() {
        rig.start();
        Warning other = rig.acceptCalls(Grade.LOW, 1).getFirst();
        run(100);
        trunk.turn();
        run(100);
        assertThat(rig.leases.taken()).isZero();

        Line line = Objects.requireNonNull(rig.lines.get("t"));
        Standing standing = new Standing(other, rig.store.progress(other.id()));
        assertThatThrownBy(() -> line.adopt(List.of(Flight.adopted(standing, line, rig.time.nanos()))))
                .as("the carrier of this test finds nothing again")
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(rig.leases.taken()).isEqualTo(1);
    }

    @Test
    void an_operator_may_lower_and_raise_the_number_of_calls_at_once() {
        rig.acceptCalls(Grade.LOW, 200);
        rig.control.set("t", new Switches(false, null, 5, null));
        rig.start();
        run(2_000);
        assertThat(trunk.open()).as("five lines, a fifth of which is reserved").isEqualTo(4);

        rig.control.set("t", new Switches(false, null, null, null));
        run(1_500);
        assertThat(trunk.open()).isEqualTo(8);
    }

    @Test
    void lines_are_asked_for_many_at_a_time_and_texts_ask_for_none() {
        MemoryCarrier texts = rig.carrier("a", 1_000, null, 100);
        trunk = rig.trunk("t", 500, null, new CallLimit(500, 0, TEN.longest()));
        rig.acceptCalls(Grade.LOW, 400);
        rig.accept(Grade.LOW, 400);
        rig.start();
        run(300);

        assertThat(trunk.open()).isEqualTo(400);
        int before = rig.leases.trips();
        assertThat(before).isLessThan(60);
        texts.turn();
        rig.accept(Grade.LOW, 400);
        rig.run(Duration.ofMillis(500), texts::turn);
        assertThat(texts.written()).hasSize(800);
        assertThat(rig.leases.trips()).isEqualTo(before);
    }
}
