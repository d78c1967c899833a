package io.tocsin.dispatch;

import io.tocsin.warning.Grade;

/**
 * The rules of one grade, {@code grades.NAME}.
 *
 * @param preempts whether it bypasses quiet hours and caps, which is noted on the timeline
 */
public record GradeConfig(boolean preempts) {
    /**
     * The default rules.
     *
     * @param grade of which grade
     * @return only {@link Grade#URGENT} preempts
     */
    public static GradeConfig defaults(Grade grade) {
        return new GradeConfig(grade == Grade.URGENT);
    }
}
