package io.tocsin.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.value.Rate;
import io.tocsin.dispatch.MemoryCarrier;
import io.tocsin.dispatch.call.CallLimit;
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
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules that spare people hold for calls. */
class CallRulesTest {
    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final Suppression.Gap GAP = new Suppression.Gap(Duration.ofSeconds(30), ZONE);
    private static final CallLimit LINES = new CallLimit(64, 0, Duration.ofMinutes(30));

    private static Suppression rules(@Nullable QuietHours quiet, Suppression.@Nullable Cap cap,
            Suppression.@Nullable Gap gap) {
        return new Suppression(quiet, cap, Set.of(Grade.URGENT), gap, phone -> true);
    }

    private static Rig rig(Suppression rules) {
        Rig rig = new Rig(1000, rules);
        rig.trunk("t", 64, Rate.perSecond(100), LINES);
        return rig;
    }

    private static Warning again(Rig rig, Warning before, Grade grade, int block) {
        Warning again = new Warning(new WarningId(before.id().partition(), 900 + block, 0), Rig.BATCH, "c", "again",
                before.phone(), Operator.MOBILE, grade, "", "", before.vars(), "calls", rig.time.now(), null, null);
        rig.store.accept(again, new Lane(Channel.VOICE, Operator.MOBILE, grade), true);
        return again;
    }

    private static long notes(Rig rig, Warning warning, Note.Kind kind, String begin) {
        return rig.store.notes(warning.id()).stream()
                .filter(note -> note.kind() == kind && note.text().startsWith(begin)).count();
    }

    @Test
    void a_number_that_was_rung_a_moment_ago_waits_and_the_timeline_says_until_when() {
        Rig rig = rig(rules(null, null, GAP));
        MemoryCarrier trunk = Objects.requireNonNull(rig.carriers.get("t"));
        Warning first = rig.acceptCalls(Grade.LOW, 1).getFirst();
        rig.start();
        rig.run(Duration.ofSeconds(1));
        Warning second = again(rig, first, Grade.LOW, 1);
        rig.run(Duration.ofSeconds(2));

        assertThat(trunk.written()).hasSize(1);
        assertThat(rig.store.progress(second.id()).state()).isEqualTo(WarningState.SCHEDULED);
        assertThat(notes(rig, second, Note.Kind.DEFERRED, "call-gap until ")).isEqualTo(1);
        rig.run(Duration.ofSeconds(32));
        assertThat(trunk.written()).hasSize(2);
        assertThat(rig.store.progress(second.id()).attempts()).isEqualTo(1);
    }

    @Test
    void an_urgent_call_does_not_wait_and_its_timeline_says_what_it_passed_over() {
        Rig rig = rig(rules(null, null, GAP));
        Warning first = rig.acceptCalls(Grade.LOW, 1).getFirst();
        rig.start();
        rig.run(Duration.ofSeconds(1));
        Warning urgent = again(rig, first, Grade.URGENT, 1);
        rig.run(Duration.ofSeconds(1));

        assertThat(Objects.requireNonNull(rig.carriers.get("t")).written()).hasSize(2);
        assertThat(notes(rig, urgent, Note.Kind.BYPASSED, "call-gap")).isEqualTo(1);
        assertThat(notes(rig, first, Note.Kind.BYPASSED, "")).isZero();
    }

    /** The flag could not be written at once, and the call had ended as BUSY. */
    @Test
    void who_was_flagged_before_the_next_call_is_not_called_again() {
        Rig rig = rig(rules(null, null, null));
        MemoryCarrier trunk = Objects.requireNonNull(rig.carriers.get("t"));
        trunk.replies(_ -> new AttemptEnd.Failed(new Cause(CauseClass.BUSY, "17/486")));
        Warning call = rig.acceptCalls(Grade.LOW, 1).getFirst();
        rig.start();
        rig.run(Duration.ofMillis(500));
        assertThat(trunk.written()).hasSize(1);
        rig.store.flag(call.id());
        rig.run(Duration.ofSeconds(20));
        assertThat(trunk.written()).hasSize(1);
        assertThat(rig.store.progress(call.id()).state()).isEqualTo(WarningState.REACHED);
        assertThat(notes(rig, call, Note.Kind.SUPPRESSED, "flagged")).isOne();
    }

    @Test
    void retries_of_a_call_go_by_their_rule_and_texts_have_no_gap() {
        Rig rig = rig(rules(null, null, GAP));
        MemoryCarrier trunk = Objects.requireNonNull(rig.carriers.get("t"));
        MemoryCarrier texts = rig.carrier("a", 64, null, 100);
        trunk.replies(_ -> new AttemptEnd.Failed(new Cause(CauseClass.BUSY, "17/486")));
        Warning call = rig.acceptCalls(Grade.LOW, 1).getFirst();
        Warning text = rig.warning(Grade.LOW, Operator.MOBILE, "x", null);
        Warning same = new Warning(text.id(), Rig.BATCH, "c", "text", call.phone(), Operator.MOBILE, Grade.LOW, "", "",
                text.vars(), "default", rig.time.now(), null, null);
        rig.start();
        rig.run(Duration.ofMillis(100));
        rig.store.accept(same, new Lane(Channel.SMS, Operator.MOBILE, Grade.LOW), true);
        rig.run(Duration.ofMillis(500));
        assertThat(trunk.written()).as("no immediate re-ring after 486").hasSize(1);
        assertThat(texts.written()).hasSize(1);
        rig.run(Duration.ofSeconds(10));
        assertThat(trunk.written()).hasSize(3);
    }

    @Test
    void whoever_refused_the_call_is_not_rung_again() {
        Rig rig = rig(rules(null, null, null));
        MemoryCarrier trunk = Objects.requireNonNull(rig.carriers.get("t"));
        MemoryCarrier other = rig.trunk("u", 64, Rate.perSecond(100), LINES);
        trunk.replies(_ -> new AttemptEnd.Failed(new Cause(CauseClass.REJECTED, "21/603")));
        other.replies(_ -> new AttemptEnd.Failed(new Cause(CauseClass.REJECTED, "21/603")));
        Warning call = rig.acceptCalls(Grade.LOW, 1).getFirst();
        rig.start();
        rig.run(Duration.ofSeconds(20));

        assertThat(trunk.written().size() + other.written().size()).isEqualTo(1);
        assertThat(rig.store.progress(call.id()).state()).isEqualTo(WarningState.UNREACHED);
    }

    @Test
    void quiet_hours_and_caps_hold_for_calls() {
        Rig probe = new Rig(10, Suppression.none());
        LocalTime soon = LocalTime.ofInstant(probe.time.now(), ZONE).plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
        Rig rig = rig(rules(new QuietHours(soon.minusHours(8), soon, ZONE),
                new Suppression.Cap(1, Duration.ofDays(1)), null));
        MemoryCarrier trunk = Objects.requireNonNull(rig.carriers.get("t"));
        Warning low = rig.acceptCalls(Grade.LOW, 1).getFirst();
        Warning urgent = rig.acceptCalls(Grade.URGENT, 1).getFirst();
        rig.start();
        rig.run(Duration.ofMillis(1_500));
        assertThat(trunk.written()).hasSize(1);
        assertThat(notes(rig, urgent, Note.Kind.BYPASSED, "quiet-hours")).isEqualTo(1);

        rig.run(Duration.ofSeconds(4));
        Warning capped = again(rig, low, Grade.LOW, 2);
        rig.run(Duration.ofSeconds(1));
        assertThat(trunk.written()).hasSize(2);
        assertThat(notes(rig, capped, Note.Kind.SUPPRESSED, "frequency-cap")).isEqualTo(1);
    }
}
