package io.tocsin.review.item;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Why a number was flagged.
 *
 * @param kind the rule or the way it came
 * @param text what showed it, as {@code fake-police@1 ask: key 1 paid}; may be empty
 * @param at when, to the millisecond; of flags that an earlier version stored, to the second
 */
public record Reason(Kind kind, String text, Instant at) {
    /** The ways a case comes to be. */
    public enum Kind {
        /** A dialog found that the person seems to be a victim (疑似被骗). */
        VICTIM_SUSPECTED("victim-suspected"),
        /** The person asked for a person of the 96110 line (要求人工). */
        ASKED_HUMAN("asked-human"),
        /** The person refused to listen as often as the rule says (多次拒听). */
        REFUSED_TWICE("refused-twice"),
        /** The phone was engaged again and again (占线异常). */
        BUSY_PATTERN("busy-pattern"),
        /** Every way was tried and the person not reached (多次未接通). */
        EXHAUSTED("exhausted"),
        /** The person answered a message (短信回复). */
        REPLY("reply"),
        /** The upstream asked for it (上游要求). */
        UPSTREAM("upstream"),
        /** Somebody opened it by hand (人工登记). */
        MANUAL("manual");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** The word used in the API, metrics and the store. */
        public String code() {
            return code;
        }

        /** The kind of that word; empty when there is none. */
        public static Optional<Kind> of(String code) {
            return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
        }
    }
}
