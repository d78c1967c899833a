package io.tocsin.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How long work takes that is shared by carriers, each of which serves some groups of it. */
public final class Pace {
    /** Further ahead nobody can see. */
    private static final Duration FURTHEST = Duration.ofDays(30);

    private Pace() {}

    /**
     * A carrier.
     *
     * @param perSecond what it takes, infinite for no limit
     * @param serves the groups it may serve
     * @param <G> what work is grouped by
     */
    public record Pool<G>(double perSecond, Set<G> serves) {
        /** Copies the set. */
        public Pool {
            serves = Set.copyOf(serves);
        }
    }

    /**
     * When it would be done.
     *
     * @param at null when that cannot be said
     * @param why it cannot: {@code no-carrier} or {@code too-far}; empty when it can
     */
    public record End(@Nullable Instant at, String why) {}

    /**
     * The least time in which the pools can do all of it, however they share: the longest of any set of
     * groups with all that serve some of it (the max-flow min-cut bound, which is reached).
     *
     * @param work by group; at most 20 groups
     * @return seconds, infinite when some work is served by nobody
     */
    public static <G> double seconds(Map<G, Double> work, List<Pool<G>> pools) {
        List<G> groups = new ArrayList<>(work.keySet());
        double longest = 0;
        for (int set = 1; set < 1 << groups.size(); set++) {
            double sum = 0;
            for (int i = 0; i < groups.size(); i++) {
                sum += (set >> i & 1) == 1 ? work.getOrDefault(groups.get(i), 0.0) : 0;
            }
            double rate = 0;
            for (Pool<G> pool : pools) {
                rate += isServed(groups, set, pool.serves()) ? pool.perSecond() : 0;
            }
            longest = Math.max(longest, sum == 0 ? 0 : sum / rate);
        }
        return longest;
    }

    private static <G> boolean isServed(List<G> groups, int set, Set<G> served) {
        for (int i = 0; i < groups.size(); i++) {
            if ((set >> i & 1) == 1 && served.contains(groups.get(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * When work that takes so long is done.
     *
     * @param quiet hours in which nothing is done, null for none
     */
    public static End end(Instant now, double seconds, @Nullable QuietHours quiet) {
        if (Double.isInfinite(seconds)) {
            return new End(null, "no-carrier");
        }
        if (seconds > FURTHEST.toSeconds()) {
            return new End(null, "too-far");
        }
        Duration left = Duration.ofMillis((long) Math.ceil(seconds * 1000));
        Instant at = now;
        while (quiet != null && left.isPositive()) {
            at = quiet.contains(at) ? quiet.end(at) : at;
            Duration awake = Duration.between(at, quiet.start(at));
            if (awake.compareTo(left) >= 0) {
                break;
            }
            left = left.minus(awake);
            at = quiet.start(at);
            if (Duration.between(now, at).compareTo(FURTHEST) > 0) {
                return new End(null, "too-far");
            }
        }
        return new End(at.plus(left), "");
    }
}
