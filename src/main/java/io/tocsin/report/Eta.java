package io.tocsin.report;

import io.tocsin.warning.BatchId;
import io.tocsin.warning.BatchState;
import io.tocsin.warning.BatchStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a running batch will be done, from the rate at which its warnings became final lately. It
 * remembers two looks at each of the batches asked for last; without an earlier look it takes the
 * whole time since the batch was made. It says nothing rather than guess: about a batch that is not
 * running, has hardly begun, or stands still.
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

    private record Look(Instant at, long done) {}

    /** The one before is at least {@link #APART} older than the latest. */
    private record Looks(@Nullable Look before, Look latest) {}

    /** Knows no batch yet. */
    public Eta(InstantSource clock) {
        this.clock = clock;
    }

    /** When the batch will be done, if that can be said. */
    public Optional<Instant> of(BatchStatus status) {
        long open = status.counts().open();
        if (status.state() != BatchState.RUNNING || open == 0) {
            return Optional.empty();
        }
        Look now = new Look(clock.instant(), status.counts().accepted() - open);
        Look then = remember(status, now);
        double seconds = Duration.between(then.at, now.at).toNanos() / 1e9;
        double done = now.done - then.done;
        if (seconds < LEAST.toSeconds() || done <= 0) {
            return Optional.empty();
        }
        double left = open * seconds / done;
        return left > FURTHEST.toSeconds()
                ? Optional.empty()
                : Optional.of(now.at.plusMillis(Math.round(left * 1000)));
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
