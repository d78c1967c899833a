package io.tocsin.dispatch.settle;

import io.tocsin.warning.Grade;
import io.tocsin.warning.Transition;
import java.time.Instant;

/** Something that happened to a warning and has to become durable. */
public interface Settling {
    /** Where the warning is. */
    int partition();

    /** How grave the warning is. */
    Grade grade();

    /** What it comes to; asked once. */
    Transition transition(Decisions decisions, Instant now);
}
