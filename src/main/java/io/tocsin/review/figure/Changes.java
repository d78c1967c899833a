package io.tocsin.review.figure;

import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.CaseState;
import io.tocsin.review.item.SeenBy;
import io.tocsin.warning.Grade;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cases that changed, on whichever node, for live views.
 *
 * @param changes in the order of each partition; some may be missing when there were very many
 * @param cursor where the next look begins
 */
public record Changes(List<Change> changes, String cursor) {
    /** Copies the list. */
    public Changes {
        changes = List.copyOf(changes);
    }

    /**
     * A case as it stands after a change.
     *
     * @param id which
     * @param state where it stands
     * @param grade how urgent
     * @param unit of which unit, null for none
     * @param seenBy who sees it
     * @param holder who works on it, null for nobody
     */
    public record Change(CaseId id, CaseState state, Grade grade, @Nullable String unit, SeenBy seenBy,
            @Nullable String holder) {}
}
