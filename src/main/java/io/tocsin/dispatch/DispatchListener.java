package io.tocsin.dispatch;

import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.WarningId;

/**
 * Hears what dispatch does, for metrics; called on the threads that do it, so implementations count
 * and return. Carriers are named as in the configuration.
 */
public interface DispatchListener {
    /** What an attempt's answer was. */
    enum Answered {
        /** The carrier took it. */
        ACCEPTED,
        /** The person was reached (calls). */
        DELIVERED,
        /** It failed. */
        FAILED,
        /** Nobody knows. */
        UNKNOWN,
        /** Flow control. */
        FLOW_CONTROLLED,
        /** No byte of it left. */
        NEVER_SENT
    }

    /** Where a carrier's breaker stands. */
    enum BreakerState {
        /** Everything goes through. */
        CLOSED,
        /** Nothing goes through. */
        OPEN,
        /** A few attempts are tried. */
        HALF_OPEN
    }

    /** Warnings were fenced for a carrier. */
    default void claimed(String carrier, int warnings) {}

    /** Attempts were given to a carrier. */
    default void sent(String carrier, Channel channel, int attempts, int segments) {}

    /** A warning's first attempt begins that long after it was accepted (or after its start). */
    default void firstAttempt(WarningId warning, Grade grade, long millis) {}

    /** A warning waited that long, claimed, for its carrier's limit and window. */
    default void waited(String carrier, long nanos) {}

    /** Attempts were answered; the class is {@code NONE} unless they failed. */
    default void answered(String carrier, Answered answer, CauseClass type, int attempts) {}

    /** The answer to an attempt came that long after it was written; a call's when it is over. */
    default void took(WarningId warning, String carrier, long nanos) {}

    /** Rules kept warnings from being sent, or put them off ({@code quiet-hours}). */
    default void suppressed(String reason, int warnings) {}

    /** Attempts go to another operator than that of their acceptance, as their numbers changed it. */
    default void ported(int attempts) {}

    /** Warnings' time ran out before any attempt was spent on them; durable. */
    default void expiredUnsent(Grade grade, int warnings) {}

    /** A template named a variable that a warning does not have. */
    default void unknownVariable(String template) {}

    /** A carrier's breaker changed. */
    default void breaker(String carrier, BreakerState state) {}

    /** Transitions were made durable in that time; stale ones no longer mattered. */
    default void settled(int partition, int applied, int stale, long nanos) {}

    /** Answered attempts of this node that wait for their durable settle now. */
    default void pending(int attempts) {}

    /** The store failed; dispatch tries again. */
    default void storeFailed(String what) {}

    /** Warnings of dead nodes were found in flight. */
    default void orphans(int warnings) {}

    /** Attempts of dead nodes are followed by this one. */
    default void adopted(int warnings) {}

    /** Ends of waits: ambiguous attempts, missing receipts, expiry. */
    default void overdue(int warnings) {}
}
