package io.tocsin.dispatch.call;

import io.tocsin.send.Answer;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import java.util.List;
import java.util.function.Predicate;

/**
 * Calls in a row that a trunk's network refused with what one alone says about the number: when
 * nothing else comes, it is about us. Refusals come at once and other ends after the ringing, so
 * that calls under way speak for the trunk until there are as many refusals. Safe for use by
 * several threads.
 */
public final class Refusals {
    private static final int MANY = 20;

    private int inARow;

    /**
     * Notes answers, in their order.
     *
     * @param refusal whether a cause is such a refusal
     * @param underWay calls without an answer, these not among them
     * @return how many of them blame the trunk; none when the last one does not
     */
    public synchronized int take(List<Answer> answers, Predicate<Cause> refusal, int underWay) {
        int blame = 0;
        for (Answer answer : answers) {
            switch (answer.end()) {
                case AttemptEnd.NeverSent _ -> {
                }
                case AttemptEnd.FlowControlled _ -> {
                }
                case AttemptEnd.Failed(var cause) when refusal.test(cause) -> {
                    inARow++;
                    blame += inARow >= Math.max(MANY, underWay) ? 1 : 0;
                }
                default -> inARow = 0;
            }
        }
        return inARow == 0 ? 0 : blame;
    }
}
