package io.tocsin.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.value.Rate;
import io.tocsin.dispatch.ControlStore.Switches;
import io.tocsin.dispatch.MemoryCarrier;
import io.tocsin.plan.QuietHours;
import io.tocsin.plan.Suppression;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Note;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The way of warnings to carriers and back, on one thread and a moved clock. */
class DispatchTest {
    private static final Cause FLOW = new Cause(CauseClass.NETWORK, "submit:8");
    private final Rig rig = new Rig(2000, Suppression.none());

    private static Duration millis(long n) {
        return Duration.ofMillis(n);
    }

    @Test
    void every_warning_is_sent_once_and_its_message_id_is_durable() {
        MemoryCarrier carrier = rig.carrier("a", 100, null, 100);
        List<Warning> all = rig.accept(Grade.LOW, 3000);
        rig.start();
        rig.run(millis(500));
        assertThat(carrier.written()).hasSize(3000);
        assertThat(rig.store.in(WarningState.AWAITING_RECEIPT)).isEqualTo(3000);
        assertThat(all).allSatisfy(w -> assertThat(rig.store.messages(w.id())).hasSize(1));
        assertThat(rig.pending.count()).isZero();
    }

    @Test
    void no_more_is_sent_than_answers_that_are_not_durable_have_room_for() {
        Rig narrow = new Rig(50, Suppression.none());
        MemoryCarrier carrier = narrow.carrier("a", 1000, null, 100);
        narrow.accept(Grade.LOW, 500);
        narrow.start();
        int[] most = {0};
        narrow.run(millis(2000), () -> {
            carrier.turn();
            most[0] = Math.max(most[0], narrow.pending.count());
        });
        assertThat(most[0]).isEqualTo(50);
        assertThat(carrier.written()).hasSize(500);
    }

    @Test
    void an_urgent_warning_overtakes_whatever_waits() {
        MemoryCarrier carrier = rig.carrier("a", 1000, Rate.perSecond(100), 100);
        rig.accept(Grade.LOW, 5000);
        rig.start();
        rig.run(millis(2000));
        Warning urgent = rig.accept(Grade.URGENT, Operator.MOBILE, "u");
        int before = carrier.written().size();
        rig.run(millis(100));
        List<MemoryCarrier.Sent> written = carrier.written();
        assertThat(written.subList(before, Math.min(written.size(), before + 3)))
                .as("at most two that were due already go first")
                .anySatisfy(sent -> assertThat(sent.outgoing().phone()).isEqualTo(urgent.phone()));
    }

    @Test
    void grades_are_served_in_order_over_all_partitions() {
        MemoryCarrier carrier = rig.carrier("a", 10, Rate.perSecond(200), 100);
        rig.accept(Grade.LOW, 50);
        rig.accept(Grade.MEDIUM, 50);
        rig.accept(Grade.HIGH, 50);
        rig.accept(Grade.URGENT, 50);
        rig.start();
        rig.run(millis(1500));
        List<Integer> grades = carrier.written().stream().map(sent -> rig.store.all().stream()
                .filter(s -> s.warning().phone().equals(sent.outgoing().phone())).findFirst().orElseThrow().warning()
                .grade().compareTo(Grade.URGENT)).toList();
        assertThat(grades.subList(0, 50)).allMatch(g -> g == 0);
        assertThat(grades).hasSize(200).isSortedAccordingTo(Integer::compare);
    }

    @Test
    void what_was_claimed_and_not_sent_is_a_moment_of_the_rate() {
        MemoryCarrier carrier = rig.carrier("a", 1000, Rate.perSecond(100), 100);
        rig.accept(Grade.LOW, 1000);
        rig.start();
        rig.run(millis(3000), () -> {
            carrier.turn();
            assertThat(rig.waiting("a")).isLessThanOrEqualTo(6);
        });
    }

    @Test
    void flow_control_pauses_halves_and_gives_everything_back() {
        MemoryCarrier carrier = rig.carrier("a", 50, Rate.perSecond(400), 100);
        List<Warning> all = rig.accept(Grade.LOW, 2000);
        rig.start();
        rig.run(millis(1000));
        carrier.replies(out -> new AttemptEnd.FlowControlled(FLOW));
        rig.run(millis(20));
        carrier.replies(out -> new AttemptEnd.Accepted());
        int before = carrier.written().size();
        rig.run(millis(900));
        assertThat(carrier.written()).as("it rests").hasSize(before);
        assertThat(rig.store.in(WarningState.IN_FLIGHT)).isZero();
        rig.run(millis(1100));
        assertThat(carrier.written().size() - before).isBetween(150, 230);
        rig.run(Duration.ofSeconds(20));
        assertThat(rig.store.in(WarningState.AWAITING_RECEIPT)).isEqualTo(2000);
        assertThat(all).allSatisfy(w -> assertThat(rig.store.progress(w.id()).attempts()).isEqualTo(1));
    }

    @Test
    void a_carrier_without_a_rate_slows_down_too() {
        MemoryCarrier carrier = rig.carrier("a", 20, null, 100);
        rig.accept(Grade.LOW, 50_000);
        rig.start();
        int[] turns = {0};
        // One answer every 5 ms: 4,000 a second.
        Runnable slow = () -> {
            if (++turns[0] % 10 == 0) {
                carrier.turn();
            }
        };
        rig.run(millis(1000), slow);
        int free = carrier.written().size();
        carrier.replies(out -> new AttemptEnd.FlowControlled(FLOW));
        rig.run(millis(10), slow);
        carrier.replies(out -> new AttemptEnd.Accepted());
        rig.run(millis(1000), slow);
        int before = carrier.written().size();
        rig.run(millis(1000), slow);
        assertThat(carrier.written().size() - before).isBetween(free / 4, free * 6 / 10);
    }

    @Test
    void a_carrier_that_fails_hands_its_work_to_another() {
        MemoryCarrier broken = rig.carrier("broken", 50, null, 100);
        MemoryCarrier sound = rig.carrier("sound", 50, null, 1);
        broken.replies(out -> new AttemptEnd.Failed(new Cause(CauseClass.NETWORK, "x")));
        rig.accept(Grade.LOW, 2000);
        rig.start();
        rig.run(Duration.ofSeconds(8));
        assertThat(rig.store.in(WarningState.AWAITING_RECEIPT)).isEqualTo(2000);
        assertThat(sound.written()).hasSize(2000);
        assertThat(broken.written()).as("its breaker opened").hasSizeLessThan(600);
    }

    @Test
    void a_carrier_that_is_down_gives_back_and_another_takes_over() {
        MemoryCarrier down = rig.carrier("down", 50, null, 100);
        MemoryCarrier other = rig.carrier("other", 50, null, 100);
        rig.accept(Grade.LOW, 3000);
        rig.start();
        rig.run(millis(5));
        down.up(false);
        rig.run(millis(1000));
        assertThat(rig.store.in(WarningState.AWAITING_RECEIPT)).isEqualTo(3000);
        assertThat(down.written().size() + other.written().size()).isEqualTo(3000);
    }

    @Test
    void lines_of_one_lane_share_it_by_weight() {
        MemoryCarrier heavy = rig.carrier("heavy", 64, null, 300);
        MemoryCarrier light = rig.carrier("light", 64, null, 100);
        rig.accept(Grade.LOW, 40_000);
        rig.start();
        rig.run(millis(60));
        double share = (double) heavy.written().size() / (heavy.written().size() + light.written().size());
        assertThat(share).isBetween(0.65, 0.85);
    }

    @Test
    void a_line_of_no_weight_serves_only_alone() {
        MemoryCarrier main = rig.carrier("main", 64, null, 100);
        MemoryCarrier spare = rig.carrier("spare", 64, null, 0);
        rig.accept(Grade.LOW, 9000);
        rig.start();
        rig.run(millis(20));
        assertThat(spare.written()).isEmpty();
        main.up(false);
        rig.run(millis(500));
        assertThat(spare.written()).isNotEmpty();
        assertThat(rig.store.in(WarningState.AWAITING_RECEIPT)).isEqualTo(9000);
    }

    @Test
    void carriers_send_only_to_operators_they_serve() {
        MemoryCarrier mobile = rig.carrier("m", 64, null, 100, Operator.MOBILE);
        MemoryCarrier unicom = rig.carrier("u", 64, null, 100, Operator.UNICOM);
        rig.accept(Grade.LOW, 300);
        for (int i = 0; i < 200; i++) {
            rig.accept(Grade.LOW, Operator.UNICOM, "x");
        }
        rig.start();
        rig.run(millis(300));
        assertThat(mobile.written()).hasSize(300);
        assertThat(unicom.written()).hasSize(200);
    }

    @Test
    void a_suspended_carrier_takes_nothing_and_gives_back_what_it_has() {
        MemoryCarrier carrier = rig.carrier("a", 10, Rate.perSecond(50), 100);
        rig.accept(Grade.LOW, 500);
        rig.start();
        rig.run(millis(1000));
        rig.control.set("a", new Switches(true, null, null, null));
        rig.run(millis(700));
        int before = carrier.written().size();
        rig.run(millis(2000));
        assertThat(carrier.written()).hasSize(before);
        assertThat(rig.store.in(WarningState.IN_FLIGHT)).isZero();
        rig.control.set("a", new Switches(false, null, null, null));
        rig.run(millis(2000));
        assertThat(carrier.written().size()).isGreaterThan(before + 50);
    }

    @Test
    void a_cancelled_batch_is_not_retried() {
        MemoryCarrier carrier = rig.carrier("a", 100, Rate.perSecond(200), 100);
        carrier.replies(out -> new AttemptEnd.Failed(new Cause(CauseClass.UNREACHABLE, "x")));
        rig.accept(Grade.LOW, 300);
        rig.start();
        rig.run(millis(800));
        rig.control.cancel(Rig.BATCH);
        rig.run(millis(500));
        int before = carrier.written().size();
        rig.run(Duration.ofSeconds(6));
        assertThat(carrier.written()).hasSize(before);
        assertThat(rig.store.in(WarningState.CANCELLED)).isEqualTo(300);
    }

    @Test
    void a_paused_batch_waits_until_it_is_resumed() {
        MemoryCarrier carrier = rig.carrier("a", 100, Rate.perSecond(200), 100);
        rig.accept(Grade.LOW, 500);
        rig.start();
        rig.run(millis(500));
        rig.control.pause(Rig.BATCH);
        rig.run(millis(500));
        int before = carrier.written().size();
        rig.run(millis(1000));
        assertThat(carrier.written()).hasSize(before);
        rig.control.resume(Rig.BATCH);
        rig.run(millis(3000));
        assertThat(carrier.written()).hasSize(500);
    }

    @Test
    void while_the_store_fails_nothing_is_lost_and_nothing_new_is_sent_for_long() {
        MemoryCarrier carrier = rig.carrier("a", 64, null, 100);
        List<Warning> all = rig.accept(Grade.LOW, 4000);
        rig.start();
        rig.run(millis(10));
        rig.store.down(true);
        rig.run(millis(1000));
        int sent = carrier.written().size();
        rig.run(millis(1000));
        assertThat(carrier.written()).as("nothing more goes while results cannot be kept").hasSize(sent);
        rig.store.down(false);
        rig.run(Duration.ofSeconds(6));
        assertThat(carrier.written()).as("each was sent once").hasSize(4000);
        assertThat(all).allSatisfy(w -> assertThat(rig.store.messages(w.id())).hasSize(1));
    }

    @Test
    void answered_attempts_that_are_not_durable_are_bounded() {
        Rig bounded = new Rig(100, Suppression.none());
        MemoryCarrier carrier = bounded.carrier("a", 32, null, 100);
        bounded.accept(Grade.LOW, 2000);
        bounded.start();
        bounded.run(millis(3));
        bounded.store.down(true);
        int durable = bounded.store.in(WarningState.AWAITING_RECEIPT);
        bounded.run(millis(2000), () -> {
            carrier.turn();
            assertThat(carrier.written().size() - durable).isLessThanOrEqualTo(100 + 32);
        });
    }

    @Test
    void ambiguous_attempts_are_resent_by_the_rule_and_marked() {
        MemoryCarrier carrier = rig.carrier("a", 64, null, 100);
        carrier.replies(out -> new AttemptEnd.Unknown(new Cause(CauseClass.AMBIGUOUS, "timeout")));
        List<Warning> all = rig.accept(Grade.LOW, 10);
        rig.start();
        rig.run(Duration.ofSeconds(30));
        assertThat(carrier.written()).hasSize(10);
        carrier.replies(out -> new AttemptEnd.Accepted());
        rig.run(Duration.ofSeconds(40));
        assertThat(carrier.written()).hasSize(20);
        assertThat(all).allSatisfy(w -> {
            assertThat(rig.store.progress(w.id()).has(Progress.RESENT)).isTrue();
            assertThat(rig.store.notes(w.id())).contains(new Note(Note.Kind.AMBIGUOUS, "timeout"),
                    new Note(Note.Kind.RESEND, "repeats attempt 1, its end is unknown"));
        });
    }

    @Test
    void what_a_dead_node_held_becomes_ambiguous() {
        rig.carrier("a", 64, null, 100);
        List<Warning> all = rig.accept(Grade.LOW, 10);
        rig.start();
        rig.run(millis(10), () -> {
        });
        assertThat(rig.store.in(WarningState.IN_FLIGHT)).isEqualTo(10);
        rig.store.nextNode();
        rig.run(millis(1100), () -> {
        });
        assertThat(all).allSatisfy(w -> assertThat(rig.store.progress(w.id()).has(Progress.AMBIGUOUS)).isTrue());
    }

    @Test
    void expired_and_stopped_warnings_end_without_an_attempt() {
        MemoryCarrier carrier = rig.carrier("a", 64, null, 100);
        Warning stopped = rig.accept(Grade.URGENT, Operator.MOBILE, "x");
        rig.store.stop(stopped.phone().digits());
        Warning late = rig.warning(Grade.LOW, Operator.MOBILE, "x", rig.time.now().plusMillis(50));
        rig.store.accept(late, new Lane(Channel.SMS, Operator.TELECOM, Grade.LOW),
                false);
        rig.control.pause(Rig.BATCH);
        rig.start();
        rig.run(millis(100));
        rig.control.resume(Rig.BATCH);
        rig.run(millis(1500));
        assertThat(carrier.written()).isEmpty();
        assertThat(rig.store.progress(stopped.id()).state()).isEqualTo(WarningState.SUPPRESSED);
        assertThat(rig.store.progress(late.id()).state()).isEqualTo(WarningState.EXPIRED);
    }

    @Test
    void quiet_hours_keep_lanes_unclaimed_and_urgent_ones_pass_with_a_note() {
        ZoneId zone = ZoneId.of("Asia/Shanghai");
        LocalTime soon = new Rig(10, Suppression.none()).time.now().atZone(zone).toLocalTime().plusSeconds(3);
        Suppression night = new Suppression(new QuietHours(soon.minusHours(8), soon, zone), null, Set.of(Grade.URGENT),
                phone -> true);
        Rig quiet = new Rig(1000, night);
        MemoryCarrier carrier = quiet.carrier("a", 64, null, 100);
        quiet.accept(Grade.LOW, 50);
        Warning urgent = quiet.accept(Grade.URGENT, Operator.MOBILE, "u");
        quiet.start();
        quiet.run(millis(2000));
        assertThat(carrier.written()).hasSize(1);
        assertThat(quiet.store.notes(urgent.id())).contains(new Note(Note.Kind.BYPASSED, "quiet-hours"));
        assertThat(quiet.store.in(WarningState.READY)).isEqualTo(50);
        quiet.run(millis(2000));
        assertThat(carrier.written()).hasSize(51);
    }

    @Test
    void the_frequency_cap_counts_contacts_that_happened() {
        Suppression capped = new Suppression(null, new Suppression.Cap(1, Duration.ofDays(1)), Set.of(Grade.URGENT),
                phone -> true);
        Rig cap = new Rig(1000, capped);
        MemoryCarrier carrier = cap.carrier("a", 64, null, 100);
        carrier.replies(out -> new AttemptEnd.NeverSent());
        Warning warning = cap.accept(Grade.LOW, Operator.MOBILE, "x");
        cap.start();
        cap.run(millis(3), () -> {
        });
        assertThat(cap.control.contacts(warning.phone())).isEqualTo(1);
        carrier.turn();
        cap.settlements.runOnce(cap.time.nanos());
        assertThat(cap.control.contacts(warning.phone())).as("it was never sent").isZero();
        carrier.replies(out -> new AttemptEnd.Accepted());
        cap.run(millis(1000));
        Warning again = new Warning(new WarningId(0, 999, 0), Rig.BATCH, "c", "again",
                warning.phone(), Operator.MOBILE, Grade.LOW, "", "", warning.vars(), "default", cap.time.now(), null,
                null);
        cap.store.accept(again, new Lane(Channel.SMS, Operator.MOBILE, Grade.LOW),
                true);
        cap.run(millis(500));
        assertThat(cap.store.progress(warning.id()).state()).isEqualTo(WarningState.AWAITING_RECEIPT);
        assertThat(cap.store.notes(again.id())).contains(new Note(Note.Kind.SUPPRESSED, "frequency-cap"));
    }
}
