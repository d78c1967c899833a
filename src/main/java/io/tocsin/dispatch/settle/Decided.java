package io.tocsin.dispatch.settle;

import io.tocsin.warning.Grade;
import io.tocsin.warning.Transition;
import java.time.Instant;

/**
 * A change that was decided before it came here: suppression, a bypass, a hand-back.
 *
 * @param made the change
 * @param grade the warning's
 */
public record Decided(Transition made, Grade grade) implements Settling {
    @Override
    public int partition() {
        return made.id().partition();
    }

    @Override
    public Transition transition(Decisions decisions, Instant now) {
        return made;
    }
}
