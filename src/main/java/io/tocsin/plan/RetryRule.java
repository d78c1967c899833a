package io.tocsin.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/** When an attempt that ended with some class of cause is made again in the same step. */
public sealed interface RetryRule {
    /**
     * After waits that are listed, the last one again and again, each varied at random.
     *
     * @param waits at least one
     * @param jitter share by which a wait varies to both sides, 0 to 1
     */
    record Listed(List<Duration> waits, double jitter) implements RetryRule {
        /** Copies the list and refuses an empty one. */
        public Listed {
            waits = List.copyOf(waits);
            if (waits.isEmpty()) {
                throw new IllegalArgumentException("got no waits, expected at least one");
            }
        }
    }

    /**
     * After waits that grow: the n-th is {@code first × factorⁿ⁻¹}, at most {@code max}, varied at
     * random.
     *
     * @param first the first wait
     * @param factor growth, at least 1
     * @param max the longest wait
     * @param jitter share by which a wait varies to both sides, 0 to 1
     */
    record Growing(Duration first, double factor, Duration max, double jitter) implements RetryRule {}

    /**
     * At a time of day.
     *
     * @param at the time
     * @param zone whose clock
     * @param nextDay true for tomorrow, false for the next time the clock shows it
     */
    record Clock(LocalTime at, ZoneId zone, boolean nextDay) implements RetryRule {}

    /** Not in this step: the playbook goes on to the next. */
    record GiveUp() implements RetryRule {}

    /**
     * The playbook goes on to its next step at once; where there is none, the same step again.
     *
     * @param otherwise when; one that waits
     */
    record Onward(RetryRule otherwise) implements RetryRule {
        /** Refuses a rule that does not say when. */
        public Onward {
            if (otherwise instanceof GiveUp || otherwise instanceof Onward) {
                throw new IllegalArgumentException("got " + otherwise + ", expected a rule that says when");
            }
        }
    }

    /**
     * When the next attempt may be made.
     *
     * @param rule anything but {@link GiveUp}, which gives {@code now}
     * @param n how many ends of this kind there were before, from 0
     * @param random from 0 to 1, spreads the waits
     */
    static Instant next(RetryRule rule, Instant now, int n, double random) {
        return switch (rule) {
            case Listed(var waits, var jitter) ->
                now.plusMillis(varied((double) waits.get(Math.min(n, waits.size() - 1)).toMillis(), jitter, random));
            case Growing(var first, var factor, var max, var jitter) -> {
                double wait = Math.min((double) max.toMillis(), first.toMillis() * Math.pow(factor, Math.min(n, 1000)));
                yield now.plusMillis(varied(wait, jitter, random));
            }
            case Clock(var at, var zone, var nextDay) -> {
                ZonedDateTime here = now.atZone(zone);
                ZonedDateTime then = here.with(at);
                yield (nextDay || !then.isAfter(here) ? here.plusDays(1).with(at) : then).toInstant();
            }
            case GiveUp() -> now;
            case Onward(var otherwise) -> next(otherwise, now, n, random);
        };
    }

    private static long varied(double millis, double jitter, double random) {
        return Math.max(1, Math.round(millis * (1 - jitter + 2 * jitter * random)));
    }
}
