package io.tocsin.dispatch.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.send.Answer;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private static final AttemptEnd REFUSED = new AttemptEnd.Failed(new Cause(CauseClass.REJECTED, "21/403"));
    private static final AttemptEnd BUSY = new AttemptEnd.Failed(new Cause(CauseClass.BUSY, "17/486"));
    private final Refusals refusals = new Refusals();

    private int take(int times, AttemptEnd end, int underWay) {
        List<Answer> answers = Collections.nCopies(times, new Answer("call", end, List.of()));
        return refusals.take(answers, cause -> "21/403".equals(cause.raw()), underWay);
    }

    @Test
    void twenty_in_a_row_blame_the_trunk_and_so_does_each_that_follows() {
        assertThat(take(19, REFUSED, 0)).isZero();
        assertThat(take(1, REFUSED, 0)).isEqualTo(1);
        assertThat(take(3, REFUSED, 0)).isEqualTo(3);
    }

    @Test
    void any_other_end_begins_the_count_again_and_a_call_that_was_not_made_does_not() {
        take(19, REFUSED, 0);
        take(1, BUSY, 0);
        assertThat(take(19, REFUSED, 0)).isZero();
        take(5, new AttemptEnd.NeverSent(), 0);
        assertThat(take(1, REFUSED, 0)).isEqualTo(1);
    }

    @Test
    void calls_that_may_yet_be_answered_speak_for_the_trunk() {
        assertThat(take(60, REFUSED, 70)).isZero();
        assertThat(take(10, REFUSED, 70)).isEqualTo(1);
    }
}
