package io.tocsin.dispatch.claim;

import io.tocsin.dispatch.line.Line;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Operator;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * How lines that serve the same operator share its warnings: by weight and health, as long as both
 * want work; a line that wants none, is down or has its breaker open does not hold the others up.
 * Of lines of the same weight the cheaper one goes first. This is stride scheduling: what a line
 * claimed, divided by its share, is its pass, and who is behind goes first.
 */
public final class Shares {
    private static final long HUNGRY = TimeUnit.MILLISECONDS.toNanos(20);
    /** What a cheaper line leaves lying for that long is a dearer one's. */
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(50);
    /** How many warnings a line may be ahead; claims are made by the chunk. */
    private static final double AHEAD = 512;
    private static final double LEAST_SHARE = 1e-3;

    private final List<Line> all;
    private final Map<Operator, List<Entry>> entries = new EnumMap<>(Operator.class);

    /** One line at one operator. */
    private static final class Entry {
        private final Line line;
        private double pass;
        private double share;
        private long hungryUntil;
        private boolean yielding;
        private long yieldsSince;

        private Entry(Line line) {
            this.line = line;
        }
    }

    /** Shares of these lines. */
    public Shares(List<Line> lines) {
        all = List.copyOf(lines);
        for (Operator operator : Operator.values()) {
            List<Entry> serving = new ArrayList<>();
            lines.stream().filter(line -> line.serves(operator)).forEach(line -> serving.add(new Entry(line)));
            entries.put(operator, serving);
        }
    }

    /** Which operators' warnings the line, which wants work now, may claim. */
    public synchronized Set<Operator> turn(Line line, long now) {
        Set<Operator> turn = EnumSet.noneOf(Operator.class);
        entries.forEach((operator, serving) -> {
            List<Entry> rivals = serving.stream().filter(e -> e.line.channel() == line.channel()).toList();
            for (Entry entry : rivals) {
                if (entry.line == line && (rivals.size() == 1 || mayClaim(entry, rivals, now))) {
                    turn.add(operator);
                }
            }
        });
        return turn;
    }

    private static boolean mayClaim(Entry mine, List<Entry> rivals, long now) {
        if (yields(mine, rivals, now)) {
            return false;
        }
        mine.share = mine.line.share();
        if (mine.share <= 0) {
            return rivals.stream().noneMatch(e -> e != mine && e.line.isAble() && e.line.share() > 0);
        }
        List<Entry> hungry = rivals.stream().filter(e -> e != mine && e.share > 0 && e.hungryUntil - now > 0).toList();
        if (mine.hungryUntil - now <= 0) {
            // Who wanted nothing for a while has saved nothing up.
            double least = hungry.stream().mapToDouble(e -> e.pass).min().orElse(mine.pass);
            mine.pass = Math.max(mine.pass, least);
        }
        mine.hungryUntil = now + HUNGRY;
        return hungry.stream().noneMatch(e -> mine.pass > e.pass + AHEAD / mine.share);
    }

    /** A cheaper line of the same weight goes first as long as it has room, and for a moment only. */
    private static boolean yields(Entry mine, List<Entry> rivals, long now) {
        if (rivals.stream().noneMatch(e -> e != mine && goesBefore(e.line, mine.line, now))) {
            mine.yielding = false;
            return false;
        }
        if (!mine.yielding) {
            mine.yielding = true;
            mine.yieldsSince = now;
        }
        if (now - mine.yieldsSince < PATIENCE) {
            return true;
        }
        mine.yielding = false;
        return false;
    }

    private static boolean goesBefore(Line cheap, Line dear, long now) {
        return cheap.weight() == dear.weight() && cheap.contract().isCheaperThan(dear.contract())
                && cheap.isReady(now) && cheap.claimRoom(now) >= cheap.worthwhile(now);
    }

    /**
     * Operators of those lanes for which another line of this node is ready, so that it is to try what
     * this one refused or failed to send.
     */
    public Set<Operator> elsewhere(Line line, List<Lane> lanes, long now) {
        List<Line> others = all.stream().filter(other -> other != line && other.channel() == line.channel()
                && other.share() > 0 && other.isReady(now)).toList();
        EnumSet<Operator> found = EnumSet.noneOf(Operator.class);
        lanes.stream().map(Lane::operator).filter(each -> others.stream().anyMatch(other -> other.serves(each)))
                .forEach(found::add);
        return found;
    }

    /** The line claimed so many warnings of an operator. */
    public synchronized void claimed(Line line, Operator operator, int warnings) {
        for (Entry entry : entries.getOrDefault(operator, List.of())) {
            if (entry.line == line) {
                entry.pass += warnings / Math.max(entry.share, LEAST_SHARE);
            }
        }
    }
}
