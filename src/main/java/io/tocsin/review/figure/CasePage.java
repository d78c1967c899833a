package io.tocsin.review.figure;

import io.tocsin.review.item.CaseRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some cases of a list. Open ones are in the order of service, leased and snoozed ones by when that
 * ends, escalated ones oldest first, closed ones newest first.
 *
 * @param rows the cases; a page may be short, even empty, without being the last
 * @param cursor where the next page begins, null when this is the last
 */
public record CasePage(List<CaseRow> rows, @Nullable String cursor) {
    /** Copies the list. */
    public CasePage {
        rows = List.copyOf(rows);
    }
}
