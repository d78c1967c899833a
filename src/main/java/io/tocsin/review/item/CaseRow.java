package io.tocsin.review.item;

import io.tocsin.warning.Grade;
import io.tocsin.warning.Phone;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A case as a list shows it.
 *
 * @param id which
 * @param state where it stands
 * @param grade how urgent
 * @param phone the number, to be shown masked; null once personal data was removed
 * @param name the person's name, may be empty
 * @param unit the unit's path, null for none
 * @param fraudType kind of fraud as the upstream names it, may be empty
 * @param reasons why it was flagged, without repeats, the first 8
 * @param flags how often it was flagged
 * @param touches how often somebody took it up
 * @param times its times
 * @param holder who works on it, null for nobody
 * @param breached clocks that ran out: {@code first-touch}, {@code close}
 * @param alerted those of them for which the supervisor was called
 * @param seenBy who sees it
 */
public record CaseRow(CaseId id, CaseState state, Grade grade, @Nullable Phone phone, String name,
        @Nullable String unit, String fraudType, List<Reason> reasons, int flags, int touches, Times times,
        @Nullable String holder, Set<String> breached, Set<String> alerted, SeenBy seenBy) {
    /** Copies the collections. */
    public CaseRow {
        reasons = List.copyOf(reasons);
        breached = Set.copyOf(breached);
        alerted = Set.copyOf(alerted);
    }

    /**
     * The times of a case; those that are not, or not yet, are null.
     *
     * @param opened when it was opened
     * @param due until when somebody has to take it up the first time
     * @param closeDue until when it has to be closed
     * @param firstTouch when somebody took it up first
     * @param leaseUntil when the lease ends unless it is prolonged
     * @param snoozedUntil when it comes back to the queue
     * @param closed when it was closed
     */
    public record Times(Instant opened, Instant due, Instant closeDue, @Nullable Instant firstTouch,
            @Nullable Instant leaseUntil, @Nullable Instant snoozedUntil, @Nullable Instant closed) {}
}
