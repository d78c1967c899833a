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
    AMBIGUOUS,
    /** A rule kept it from being sent: the number is on the stop list. */
    STOP_LIST,
    /** A rule kept it from being sent: the person was contacted too often. */
    FREQUENCY_CAP,
    /** A rule kept it from being sent: the number is none of the pilot's. */
    SAFETY;

    /** Whether it is a rule of ours that kept a warning from being sent, and nothing that was tried. */
    public boolean isRule() {
        return this == STOP_LIST || this == FREQUENCY_CAP || this == SAFETY;
    }

    /** Whether it is about the carrier, not about the phone. */
    public boolean isCarriers() {
        return this == NETWORK || this == QUOTA || this == TIME_WINDOW || this == CONFIG;
    }
}
