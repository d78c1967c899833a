package io.tocsin.warning;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change of a warning, applied only if it still stands as {@code from} says; everything beside
 * the change happens in the same write. When {@code to} equals {@code from} nothing is changed (not
 * even {@code at}); only the note is written.
 *
 * @param id which warning
 * @param from how the caller knows it; compared whole
 * @param to how it is to stand; the store sets {@code at} itself
 * @param lane where it waits next; required when {@code to} is READY or SCHEDULED, else null
 * @param dueAt for READY and SCHEDULED: epoch milliseconds from which it may be claimed, 0 for the
 *            lane's head
 * @param messages message ids whose receipts will speak of this attempt, usually one per segment;
 *            may be empty
 * @param note what the timeline will say, null for nothing
 */
public record Transition(WarningId id, Progress from, Progress to, @Nullable Lane lane, long dueAt,
        List<MessageRef> messages, @Nullable Note note) {
    /** Whether the warning's time runs out before any attempt was spent on it. */
    public boolean expiresUnsent() {
        return to.state() == WarningState.EXPIRED && to.attempts() == 0;
    }

    /** The same, the latest attempt having been that carrier's. */
    public Transition by(int carrier) {
        return new Transition(id, from, to.by(carrier), lane, dueAt, messages, note);
    }

    /** The same for one that waits, not to be claimed before that time. */
    public Transition later(Instant until) {
        return new Transition(id, from, to.with(WarningState.SCHEDULED), lane, until.toEpochMilli(), messages, note);
    }

    /** The same with another line in the timeline. */
    public Transition with(Note other) {
        return new Transition(id, from, to, lane, dueAt, messages, other);
    }
}
