package io.tocsin.review;

import io.tocsin.review.item.Case;
import java.time.Instant;

/**
 * What became of a case that a reviewer has done something with.
 *
 * @param item the case as it stands now
 * @param undoUntil until when that can be undone with the same token
 */
public record Decision(Case item, Instant undoUntil) {}
