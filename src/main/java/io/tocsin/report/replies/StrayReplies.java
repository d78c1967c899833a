package io.tocsin.report.replies;

import io.tocsin.report.ResultStore;
import io.tocsin.warning.Phone;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Replies to no warning that is known: what people wrote whom nothing was sent to lately. */
public interface StrayReplies {
    /**
     * Those of the last thirty days, the newest first. Blocks.
     *
     * @param cursor where the last page ended, null for the first
     * @param limit at most so many
     */
    ResultStore.Page<Stray> page(@Nullable String cursor, int limit);

    /**
     * One.
     *
     * @param id unique and stable
     * @param at when it was taken
     * @param phone who wrote it; null where an earlier version kept it, which did not say
     * @param said what
     */
    record Stray(String id, Instant at, @Nullable Phone phone, ResultStore.Said said) {}
}
