package io.tocsin.warning;

/**
 * Why an attempt ended: the carrier's own code as it came, and its class.
 *
 * @param type the class, on which rules decide
 * @param raw the code as it came, as {@code DELIVRD}, {@code MK:0012} or {@code submit:8}; may be
 *            empty
 */
public record Cause(CauseClass type, String raw) {}
