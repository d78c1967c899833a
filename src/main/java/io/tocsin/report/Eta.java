package io.tocsin.report;

import io.tocsin.warning.BatchId;
import io.tocsin.warning.BatchState;
import io.tocsin.warning.BatchStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a running batch will be done, from the rate at which its warnings became final lately. It
 * remembers two looks at each of the batches asked for last; without an earlier look it takes the
 * whole time since the batch was made. It says why rather than guess: about a batch that is not
 * running, has hardly begun, or stands still. One that waits behind others stands still: when those
 * will be done depends on what else comes before it, on which carriers serve them and on how
 * batches of one grade take turns, so no time is told that nobody could keep.
 */
public final class Eta {
    private static final int REMEMBERED = 1_000;
    private static final Duration APART = Duration.ofSeconds(30);
    private static final Duration LEAST = Duration.ofSeconds(2);
    private static final Duration STALE = Duration.ofMinutes(30);
    private static final Duration FURTHEST = Duration.ofDays(30);

    private final InstantSource clock;
    private final Map<BatchId, Looks> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<BatchId, Looks> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * What can be said.
     *
     * @param at when it will be done; null when that cannot be said
     * @param why there is no time, empty when there is one
     */
    public record Estimate(@Nullable Instant at, Unknown why) {}

    /** Why there is no time. */
    public enum Unknown {
        /** There is one. */
        KNOWN,
        /** The batch is not running, or has nothing open. */
        NOT_RUNNING,
        /** It was made a moment ago. */
        JUST_BEGUN,
        /** Nothing of it became final lately: it waits behind others, for a carrier, or for receipts. */
        STANDS_STILL,
        /** No carrier serves the operators of those that are left. */
        NO_CARRIER,
        /** At the rate of late it would take more than 30 days. */
        TOO_FAR;

        /** As the API says it: {@code stands-still}; empty when there is a time. */
        public String code() {
            return this == KNOWN ? "" : name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private record Look(Instant at, long done) {}

    /** The one before is at least {@link #APART} older than the latest. */
    private record Looks(@Nullable Look before, Look latest) {}

    /** Knows no batch yet. */
    public Eta(InstantSource clock) {
        this.clock = clock;
    }

    /** When the batch will be done, or why that cannot be said. */
    public Estimate of(BatchStatus status) {
        long open = status.counts().open();
        if (status.state() != BatchState.RUNNING || open == 0) {
            return unknown(Unknown.NOT_RUNNING);
        }
        Look now = new Look(clock.instant(), status.counts().accepted() - open);
        Look then = remember(status, now);
        double seconds = Duration.between(then.at, now.at).toNanos() / 1e9;
        double done = now.done - then.done;
        if (seconds < LEAST.toSeconds()) {
            return unknown(Unknown.JUST_BEGUN);
        }
        if (done <= 0) {
            return unknown(Unknown.STANDS_STILL);
        }
        double left = open * seconds / done;
        return left > FURTHEST.toSeconds()
                ? unknown(Unknown.TOO_FAR)
                : new Estimate(now.at.plusMillis(Math.round(left * 1000)), Unknown.KNOWN);
    }

    private static Estimate unknown(Unknown why) {
        return new Estimate(null, why);
    }

    /** Keeps the look and returns the one to compare it with. */
    private Look remember(BatchStatus status, Look now) {
        synchronized (known) {
            Looks looks = known.get(status.batch().id());
            if (looks == null || older(looks.latest, now, STALE)) {
                known.put(status.batch().id(), new Looks(null, now));
                return new Look(status.batch().createdAt(), 0);
            }
            if (older(looks.latest, now, APART)) {
                known.put(status.batch().id(), new Looks(looks.latest, now));
                return looks.latest;
            }
            return looks.before != null ? looks.before : new Look(status.batch().createdAt(), 0);
        }
    }

    private static boolean older(Look look, Look now, Duration by) {
        return Duration.between(look.at, now.at).compareTo(by) >= 0;
    }
}
