package io.tocsin.review.item;

import io.tocsin.warning.WarningId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flagged number for a reviewer to call by hand, with everything that is known about it.
 *
 * @param row what a list shows
 * @param timeline what happened to it, oldest first
 * @param warnings the warnings that flagged it, oldest first, the first 16; their data may be
 *            deleted by now
 * @param earlier earlier cases of the same number, newest first, at most 50
 * @param draft the note as it was typed so far, may be empty
 * @param verdict the latest disposition, null before the first
 * @param station where it was escalated to, null for nowhere
 */
public record Case(CaseRow row, List<Entry> timeline, List<WarningId> warnings, List<CaseId> earlier, String draft,
        @Nullable Verdict verdict, @Nullable String station) {
    /** Copies the lists. */
    public Case {
        timeline = List.copyOf(timeline);
        warnings = List.copyOf(warnings);
        earlier = List.copyOf(earlier);
    }
}
