package io.tocsin.ingest.batch.dry;

import io.tocsin.ingest.NewWarning;
import io.tocsin.warning.Batch;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What sending would do with accepted rows, by its own rules. */
public interface Prospect {
    /** How long contacts of a number count against it; zero when there is no cap. */
    Duration remembered();

    /**
     * What would happen to a row now.
     *
     * @param known about its number; contacts with those that rows before it in this batch would be
     */
    Fate of(Batch batch, NewWarning row, Prior.Known known);

    /** When so much would be sent. */
    Outlook outlook(Map<Group, Load> groups);

    /**
     * What would happen.
     *
     * @param what {@link #SEND}, or what keeps it from being sent now
     * @param carrier the first that would take it, empty for none
     * @param text the finished text, empty for none
     * @param cost segments of a text, 1 for a call
     * @param contact whether it would count as a contact of its number
     */
    record Fate(String what, String carrier, String text, int cost, boolean contact) {
        /** It would be sent as soon as its turn comes. */
        public static final String SEND = "send";
        /** It would wait until quiet hours are over. */
        public static final String QUIET = "quiet-hours";
        /** It would wait for its start. */
        public static final String SCHEDULED = "scheduled";
        /** No carrier serves its number. */
        public static final String NO_CARRIER = "no-carrier";
        /** Its text cannot be made. */
        public static final String NO_TEXT = "no-text";

        /** Whether it is sent sooner or later. */
        public boolean isSent() {
            return what.equals(SEND) || what.equals(QUIET) || what.equals(SCHEDULED);
        }
    }

    /** What shares carriers. */
    record Group(Channel channel, Operator operator) {}

    /**
     * What a group would send.
     *
     * @param warnings how many
     * @param cost segments or calls
     * @param lowest grade among them
     * @param from the latest start of them, null for now
     */
    record Load(long warnings, long cost, Grade lowest, @Nullable Instant from) {
        Load plus(Load other) {
            Instant latest = from == null || (other.from != null && other.from.isAfter(from)) ? other.from : from;
            return new Load(warnings + other.warnings, cost + other.cost,
                    lowest.compareTo(other.lowest) >= 0 ? lowest : other.lowest, latest);
        }
    }

    /**
     * When.
     *
     * @param ends when the last first attempt would be made; null when that cannot be said
     * @param why there is no time: {@code stopped}, {@code no-carrier}, {@code too-far}; empty when
     *            there is one
     * @param ahead warnings that wait already and come first
     */
    record Outlook(@Nullable Instant ends, String why, long ahead) {}
}
