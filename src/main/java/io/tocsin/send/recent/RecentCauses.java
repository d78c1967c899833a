package io.tocsin.send.recent;

import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Why attempts of one carrier failed within the last hour, by the carrier's own codes. It keeps a
 * bounded number of codes; when there are more, those that speak of a person's phone, and of these
 * the one that was heard longest ago, give way. Safe for use by several threads.
 */
public final class RecentCauses {
    /** Codes that are kept. */
    static final int MOST = 32;
    /** Characters of a code; what is longer is cut. */
    static final int LONGEST = 64;
    private static final long SLOT = Duration.ofMinutes(5).toMillis();
    private static final int SLOTS = 12;
    private static final Set<CauseClass> OF_CARRIER = EnumSet.of(CauseClass.NETWORK, CauseClass.CONFIG,
            CauseClass.QUOTA, CauseClass.TIME_WINDOW, CauseClass.AMBIGUOUS);
    private static final Comparator<Seen> ORDER = Comparator.comparing((Seen seen) -> !seen.isOfCarrier())
            .thenComparing(Seen::last, Comparator.reverseOrder()).thenComparing(seen -> seen.cause().raw());

    private final Map<String, Counted> byCode = new HashMap<>();

    /**
     * A code that was heard.
     *
     * @param cause the code, and its class as it was last
     * @param count how often within the last hour, to five minutes
     * @param last when it was heard last
     */
    public record Seen(Cause cause, long count, Instant last) {
        /** Whether it blames the carrier, its network, quota or hours, and not the person's phone. */
        public boolean isOfCarrier() {
            return OF_CARRIER.contains(cause.type());
        }
    }

    private static final class Counted {
        private final long[] slots = new long[SLOTS];
        private Cause cause;
        private long slot;
        private long last;

        Counted(Cause cause, long now) {
            this.cause = cause;
            slot = now / SLOT;
        }

        void add(Cause latest, long now) {
            turn(now);
            cause = latest;
            slots[(int) Math.floorMod(now / SLOT, (long) SLOTS)]++;
            last = Math.max(last, now);
        }

        /** Forgets what is over. */
        void turn(long now) {
            long to = now / SLOT;
            if (to - slot >= SLOTS) {
                Arrays.fill(slots, 0);
            } else {
                for (long each = slot + 1; each <= to; each++) {
                    slots[(int) Math.floorMod(each, (long) SLOTS)] = 0;
                }
            }
            slot = Math.max(slot, to);
        }

        Seen seen() {
            return new Seen(cause, Arrays.stream(slots).sum(), Instant.ofEpochMilli(last));
        }
    }

    /** An attempt failed for that cause. */
    synchronized void add(Cause cause, Instant now) {
        String raw = cut(cause.raw());
        Counted counted = byCode.get(raw);
        if (counted == null) {
            if (byCode.size() >= MOST) {
                giveWay(now.toEpochMilli());
            }
            counted = new Counted(cause, now.toEpochMilli());
            byCode.put(raw, counted);
        }
        counted.add(new Cause(cause.type(), raw), now.toEpochMilli());
    }

    private static String cut(String raw) {
        if (raw.length() <= LONGEST) {
            return raw;
        }
        // Half of a character could not be written as JSON.
        return raw.substring(0, Character.isHighSurrogate(raw.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    private void giveWay(long now) {
        List<Seen> all = seen(now);
        if (all.size() >= MOST) {
            byCode.remove(all.getLast().cause().raw());
        }
    }

    /** All codes of the last hour, those that blame the carrier first, then the latest first. */
    public synchronized List<Seen> all(Instant now) {
        return seen(now.toEpochMilli());
    }

    private List<Seen> seen(long now) {
        byCode.values().forEach(each -> each.turn(now));
        byCode.values().removeIf(each -> each.seen().count() == 0);
        return byCode.values().stream().map(Counted::seen).sorted(ORDER).toList();
    }
}
