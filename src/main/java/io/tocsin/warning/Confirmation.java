package io.tocsin.warning;

/**
 * What a carrier is told about receipts or replies that came from it together. The first word
 * counts, from any thread.
 */
@FunctionalInterface
public interface Confirmation {
    /** All of them are durable, or deliberately dropped: they are confirmed. */
    void durable();

    /** They were not taken: nothing is said, so the carrier sends them again, and others are heard. */
    default void refused() {}
}
