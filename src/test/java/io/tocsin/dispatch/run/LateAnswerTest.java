package io.tocsin.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.dispatch.MemoryCarrier;
import io.tocsin.plan.Suppression;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Note;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers that come after their attempt was settled as of unknown end. */
class LateAnswerTest {
    private final Rig rig = new Rig(2000, Suppression.none());

    @Test
    void a_late_acceptance_makes_an_ambiguous_attempt_known_and_nothing_is_sent_again() {
        MemoryCarrier carrier = rig.carrier("a", 64, null, 100);
        carrier.replies(out -> new AttemptEnd.Unknown(new Cause(CauseClass.AMBIGUOUS, "no-response")));
        List<Warning> all = rig.accept(Grade.LOW, 10);
        rig.start();
        rig.run(Duration.ofSeconds(30));
        carrier.answerLate(new AttemptEnd.Accepted());
        rig.run(Duration.ofSeconds(60));

        assertThat(carrier.written()).hasSize(10);
        assertThat(all).allSatisfy(w -> {
            Progress progress = rig.store.progress(w.id());
            assertThat(progress.state()).isEqualTo(WarningState.AWAITING_RECEIPT);
            assertThat(progress.flags()).isZero();
            assertThat(progress.attempts()).isOne();
            String id = rig.store.messages(w.id()).getFirst().id();
            assertThat(rig.store.notes(w.id())).contains(new Note(Note.Kind.SUBMITTED, id));
        });
    }

    @Test
    void a_late_refusal_is_retried_without_the_mark_of_a_repeat() {
        MemoryCarrier carrier = rig.carrier("a", 64, null, 100);
        carrier.replies(out -> new AttemptEnd.Unknown(new Cause(CauseClass.AMBIGUOUS, "no-response")));
        List<Warning> all = rig.accept(Grade.LOW, 10);
        rig.start();
        rig.run(Duration.ofMillis(100));
        carrier.replies(out -> new AttemptEnd.Accepted());
        carrier.answerLate(new AttemptEnd.Failed(new Cause(CauseClass.UNREACHABLE, "submit:9")));
        rig.run(Duration.ofSeconds(40));

        assertThat(carrier.written()).hasSize(20);
        assertThat(all).allSatisfy(w -> {
            assertThat(rig.store.progress(w.id()).attempts()).isEqualTo(2);
            assertThat(rig.store.progress(w.id()).has(Progress.RESENT)).isFalse();
            assertThat(rig.store.notes(w.id())).extracting(Note::kind).containsExactly(Note.Kind.FENCED,
                    Note.Kind.AMBIGUOUS, Note.Kind.SUBMIT_FAILED, Note.Kind.FENCED, Note.Kind.SUBMITTED);
        });
    }

    @Test
    void a_late_answer_to_a_first_copy_leaves_the_second_alone() {
        MemoryCarrier carrier = rig.carrier("a", 64, null, 100);
        carrier.replies(out -> new AttemptEnd.Unknown(new Cause(CauseClass.AMBIGUOUS, "no-response")));
        Warning warning = rig.accept(Grade.LOW, 1).getFirst();
        rig.start();
        rig.run(Duration.ofSeconds(30));
        carrier.replies(out -> new AttemptEnd.Accepted());
        rig.run(Duration.ofSeconds(40));
        assertThat(carrier.written()).hasSize(2);
        Progress before = rig.store.progress(warning.id());
        carrier.answerLate(new AttemptEnd.Failed(new Cause(CauseClass.UNREACHABLE, "submit:9")));
        rig.run(Duration.ofSeconds(10));

        assertThat(rig.store.progress(warning.id())).isEqualTo(before);
        assertThat(carrier.written()).hasSize(2);
    }
}
