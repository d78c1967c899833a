package io.tocsin.warning;

/** The class of a cause; retry rules are per class. The ordinal is stored: only append. */
public enum CauseClass {
    /** Nothing has ended yet. */
    NONE,
    /** Delivered, or heard and understood. */
    REACHED,
    /** Will never work on this channel: no such number, barred, refused content. */
    PERMANENT,
    /** The phone was engaged. */
    BUSY,
    /** Nobody answered. */
    NO_ANSWER,
    /** The phone is off. */
    POWERED_OFF,
    /** Out of reach for now: no coverage, memory full. */
    UNREACHABLE,
    /** The person refused. */
    REJECTED,
    /** The network or the carrier failed; spends no attempt. */
    NETWORK,
    /** The carrier's daily or monthly limit for this number or account. */
    QUOTA,
    /** The carrier does not send at this hour. */
    TIME_WINDOW,
    /** The account or line is set up wrongly; spends no attempt and trips the carrier's breaker. */
    CONFIG,
    /** Whether it arrived is not known. */
    AMBIGUOUS
}
