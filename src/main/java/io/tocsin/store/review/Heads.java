package io.tocsin.store.review;

import io.tocsin.review.item.Reviewer;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the heads of the queues of all partitions, and says where the best case is. Scores are
 * bands, one for the fresh cases of a grade and one for those that come back, and the time within.
 */
public final class Heads {
    /** Width of a band, as {@code case.lua} has it. */
    public static final long BAND = 10_000_000_000_000L;
    private static final int BANDS = 8;
    private final Redis redis;
    private final int partitions;

    Heads(Redis redis, int partitions) {
        this.redis = redis;
        this.partitions = partitions;
    }

    /**
     * Where to claim.
     *
     * @param partition which partition
     * @param from lowest score to claim
     * @param to highest: that of the next best partition
     */
    record Best(int partition, long from, long to) {
        /** The same with room for what others may have claimed meanwhile, within the band. */
        Best widened() {
            return new Best(partition, from, Math.max(to, (Math.max(from, 0) / BAND + 1) * BAND - 1));
        }
    }

    /**
     * Where the best case is.
     *
     * @param returning whether, among cases of one grade, one that comes back shall be first; never
     *            before a fresh urgent one
     * @return empty when nothing waits
     */
    Optional<Best> best(Reviewer who, boolean returning) {
        Optional<Best> best = best(who, 0, BANDS * BAND - 1);
        if (best.isEmpty() || !returning) {
            return best;
        }
        long band = best.get().from() / BAND;
        if (band < 2 || band % 2 == 1) {
            return best;
        }
        return best(who, (band + 1) * BAND, (band + 2) * BAND - 1).or(() -> best);
    }

    private Optional<Best> best(Reviewer who, long from, long to) {
        List<String> units = units(who);
        List<Call> calls = new ArrayList<>();
        for (int p = 0; p < partitions; p++) {
            for (String unit : units) {
                calls.add(Call.of("ZRANGEBYSCORE", Keys.caseQueue(p, unit), from, to, "WITHSCORES", "LIMIT", 0, 1));
            }
        }
        List<@Nullable Object> answers = redis.pipeline(calls);
        int place = -1;
        long first = Long.MAX_VALUE;
        long second = to;
        for (int p = 0; p < partitions; p++) {
            long here = Long.MAX_VALUE;
            for (int u = 0; u < units.size(); u++) {
                List<@Nullable Object> head = Reply.list(answers.get(p * units.size() + u));
                here = head.isEmpty() ? here : Math.min(here, score(Reply.text(head.get(1))));
            }
            if (here < first) {
                second = Math.min(second, first);
                first = here;
                place = p;
            } else {
                second = Math.min(second, here);
            }
        }
        return place < 0 ? Optional.empty() : Optional.of(new Best(place, first, second));
    }

    /** A score as Redis writes it, which may have an exponent. */
    public static long score(String text) {
        return (long) Double.parseDouble(text);
    }

    /**
     * The queues that one sees: those of the own unit and below, those of no unit, and those of units
     * nobody covers.
     */
    public static List<String> units(Reviewer who) {
        String unit = who.unit();
        return unit == null ? List.of("*") : who.works() ? List.of(unit, "!", strays(who)) : List.of(unit, "!");
    }

    /** The unit as scripts take it. */
    public static String viewer(Reviewer who) {
        String unit = who.unit();
        return unit == null ? "*" : who.works() ? unit + strays(who) : unit;
    }

    private static String strays(Reviewer who) {
        return who.isTop() ? "?" : "%";
    }
}
