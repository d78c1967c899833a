package io.tocsin.review.dictionary;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of the dictionary.
 *
 * @param code stable, lower-case letters and hyphens
 * @param zh what people read first
 * @param en the same in English
 * @param key the key that gives it, {@code 1} to {@code 9}; null for none
 * @param effect what it does with the case
 * @param after for {@link Effect#REQUEUE}: when the case comes back; null for the other effects
 * @param note whether a note is needed
 * @param details what it asks for besides
 */
public record Disposition(String code, String zh, String en, @Nullable String key, Effect effect,
        @Nullable Duration after, NoteRule note, Details details) {
    /** One of whose amounts and fields none has to be given. */
    public Disposition(String code, String zh, String en, @Nullable String key, Effect effect, @Nullable Duration after,
            NoteRule note, Set<Amount> amounts, List<String> fields) {
        this(code, zh, en, key, effect, after, note, new Details(amounts, fields, Set.of(), Map.of()));
    }

    /** Which amounts may be given. */
    public Set<Amount> amounts() {
        return details.amounts();
    }

    /** Names of further fields. */
    public List<String> fields() {
        return details.fields();
    }

    /** What a disposition does with its case. */
    public enum Effect {
        /** Closes it. */
        CLOSE,
        /** Puts it off, after which it comes back to the queue. */
        REQUEUE,
        /** Hands it to a police station (转派出所见面). */
        ESCALATE;

        /** The word used in configuration and the API. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** The effect of that word; empty when there is none. */
        public static Optional<Effect> of(String code) {
            return Arrays.stream(values()).filter(effect -> effect.code().equals(code)).findFirst();
        }
    }

    /** Whether a note is needed. */
    public enum NoteRule {
        /** No note is asked for. */
        NONE,
        /** As the reviewer likes. */
        OPTIONAL,
        /** Nothing goes without one. */
        REQUIRED;

        /** The word used in configuration and the API. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Amounts that belong to a disposition. */
    public enum Amount {
        /** Money kept from swindlers (止损金额). */
        SAVED,
        /** Money that was lost (损失金额). */
        LOST;

        /** The word used in configuration and the API. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
