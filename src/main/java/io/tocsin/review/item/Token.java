package io.tocsin.review.item;

/**
 * Proof of a lease: whoever acts on a leased case shows the token of the claim. A new claim has a
 * new one; the old one is stale from then on.
 *
 * @param text 32 lower-case hex digits, or whatever a caller sent: what is none is stale
 */
public record Token(String text) {
    private static final int LONGEST = 64;

    /** Cuts what is longer than any token. */
    public Token {
        text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
