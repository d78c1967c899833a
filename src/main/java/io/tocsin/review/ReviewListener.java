package io.tocsin.review;

import io.tocsin.review.item.Reason;
import io.tocsin.warning.Grade;
import java.time.Duration;

/** Hears what this node did in the queue, for meters and the log. */
public interface ReviewListener {
    /** Nobody listens. */
    ReviewListener NONE = new ReviewListener() {
    };

    /** A number was flagged; {@code opened} when that opened a case, else it joined one. */
    default void flagged(Reason.Kind kind, Grade grade, boolean opened) {}

    /** A case was taken up the first time, so long after its opening. */
    default void touched(Grade grade, Duration waited) {}

    /** A disposition was given. */
    default void decided(String code) {}

    /** Leases ended without an act. */
    default void expired(int count) {}

    /**
     * A clock of a case came to a stage.
     *
     * @param clock {@code first-touch} or {@code close}
     */
    default void clock(String clock, Stage stage, Grade grade, String id) {}

    /** Personal data of closed cases was removed. */
    default void forgotten(int count) {}

    /**
     * Something of the queue cannot be read: it was set aside, so that it holds up nothing else.
     *
     * @param what which, and why
     */
    default void setAside(String what) {}

    /** Stages of a clock. */
    enum Stage {
        /** Four fifths of its time are over. */
        WARNED,
        /** It ran out. */
        BREACHED,
        /** Half of its time ran out once more: the supervisor is called. */
        ALERTED
    }
}
