package io.tocsin.warning;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A batch and how it stands.
 *
 * @param batch what was said once for all
 * @param state where it stands
 * @param counts the numbers
 * @param finishedAt when its last warning became final, null while one is not
 * @param abandoned whether its intake ended by itself, as nothing came for long: its last rows may
 *            be missing
 */
public record BatchStatus(Batch batch, BatchState state, BatchCounts counts, @Nullable Instant finishedAt,
        boolean abandoned) {}
