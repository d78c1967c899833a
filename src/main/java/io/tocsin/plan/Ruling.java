package io.tocsin.plan;

import io.tocsin.warning.Note;
import io.tocsin.warning.Progress;

/**
 * A decision with what it makes of the warning.
 *
 * @param decision what happens next
 * @param to how the warning is to stand; equal to how it stood for {@link Decision.Ignore}
 * @param note the line of its timeline
 */
public record Ruling(Decision decision, Progress to, Note note) {}
