package io.tocsin.warning;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A message that a person sent to one of our access numbers (MO, uplink), or a part of one.
 *
 * @param id the carrier's own id of it, the same when the carrier sends it again; empty when it has
 *            none
 * @param phone the person's number as the carrier wrote it
 * @param to the access number as the carrier wrote it
 * @param coding how its octets are read
 * @param octets what was sent, without any header: one character of 0 to 255 an octet
 * @param part which part of a long one it is; null when it is whole
 */
public record Reply(String id, String phone, String to, Coding coding, String octets, @Nullable Part part) {

    /**
     * A part's place.
     *
     * @param reference what all parts have in common, 0 to 65,535
     * @param total how many there are, 2 to 255
     * @param number of this one, from 1
     */
    public record Part(int reference, int total, int number) {
        /** Refuses what cannot be. */
        public Part {
            if (reference < 0 || reference > 0xffff || total < 2 || total > 255 || number < 1 || number > total) {
                throw new IllegalArgumentException("got part " + number + " of " + total + " of " + reference
                        + ", expected a number up to the total, of 2 to 255");
            }
        }
    }

    /** How octets are characters. The ordinal is stored: only append. */
    public enum Coding {
        /** ASCII; carriers that say so and send octets above 127 mean GB18030. */
        ASCII,
        /** Eight bits a character, ISO 8859-1. */
        LATIN1,
        /** UTF-16, big-endian. */
        UCS2,
        /** GB18030: one, two or four octets a character. */
        GB18030,
        /** GSM 7-bit, one septet an octet. */
        GSM7;

        private static final Charset GB = Charset.forName("GB18030");

        /** The characters; octets that mean nothing become U+FFFD. */
        public String decoded(String octets) {
            byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
            return switch (this) {
                case ASCII -> new String(bytes, isSevenBit(bytes) ? StandardCharsets.US_ASCII : GB);
                case LATIN1 -> octets;
                case UCS2 -> new String(bytes, StandardCharsets.UTF_16BE);
                case GB18030 -> new String(bytes, GB);
                case GSM7 -> Gsm7.decoded(octets);
            };
        }

        private static boolean isSevenBit(byte[] bytes) {
            for (byte each : bytes) {
                if (each < 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** What was written; of a part, what can be read of it by itself. */
    public String text() {
        return coding.decoded(octets);
    }

    /** Hides number and text. */
    @Override
    public String toString() {
        return "Reply[to=" + to + ", coding=" + coding + ", octets=" + octets.length() + ", part=" + part + "]";
    }
}
