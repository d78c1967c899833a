package io.tocsin.review.item;

/** Who sees the cases of a unit. */
public enum SeenBy {
    /** Those whose scope covers it, as it should be. */
    ITS_UNIT,
    /** Also those who work on cases in a top unit: nobody's scope covers it. */
    TOP_UNITS,
    /** All who work on cases: nobody's scope covers it, and nobody works in a top unit. */
    EVERYBODY
}
