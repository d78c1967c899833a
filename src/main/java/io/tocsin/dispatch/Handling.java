package io.tocsin.dispatch;

import io.tocsin.config.value.Checks;
import java.util.Set;

/**
 * How a carrier is to be handled, part of {@code carriers.NAME}.
 *
 * @param tier its place in the order of fail-over, 1 to 9: it serves only what no carrier of a
 *            lower one takes
 * @param serial whether it wants at most one message to a number at a time: the next one only after
 *            the answer to the one before
 * @param portedCodes raw codes that say that a number is another operator's by now, or prefixes
 *            with a final {@code *}
 */
public record Handling(int tier, boolean serial, Set<String> portedCodes) {
    /** Of the first tier, as many at a time as the window takes, and nothing is learned from codes. */
    public static final Handling USUAL = new Handling(1, false, Set.of());

    /** Copies the codes and refuses what is out of range. */
    public Handling {
        portedCodes = Set.copyOf(portedCodes);
        new Checks().between("tier", tier, 1, 9).done();
    }
}
