package io.tocsin.dispatch.claim;

import io.tocsin.dispatch.line.Line;
import io.tocsin.dispatch.settle.Alternatives;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * How lines that serve the same operator share its warnings: by weight and health, as long as both
 * want work; a line that wants none, is down or has its breaker open does not hold the others up. A
 * line of a later tier has only what none of an earlier one is able to take. Of lines of the same
 * weight the cheaper one goes first. This is stride scheduling: what a line claimed, divided by its
 * share, is its pass, and who is behind goes first.
 */
public final class Shares implements Alternatives {
    private static final long HUNGRY = TimeUnit.MILLISECONDS.toNanos(20);
    /** What a cheaper line leaves lying for that long is a dearer one's. */
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(50);
    /** How many warnings a line may be ahead; claims are made by the chunk. */
    private static final double AHEAD = 512;
    private static final double LEAST_SHARE = 1e-3;
    private static final Set<Grade> EVERY = Set.of(Grade.values());

    private static final int ANYBODY = 0xffff;

    private final List<Line> all;
    private final ToIntFunction<String> numbers;
    private final LongSupplier ticker;
    private final Map<Operator, List<Entry>> entries = new EnumMap<>(Operator.class);

    /** One line at one operator. */
    private static final class Entry {
        private final Line line;
        private double pass;
        private double share;
        private long hungryUntil;
        private boolean waiting;
        private boolean yielding;
        private long yieldsSince;

        private Entry(Line line) {
            this.line = line;
        }
    }

    /**
     * Shares of these lines.
     *
     * @param numbers numbers of carriers by name, 0 for one that claimed nothing yet; must not block
     * @param ticker the ticker
     */
    public Shares(List<Line> lines, ToIntFunction<String> numbers, LongSupplier ticker) {
        all = List.copyOf(lines);
        this.numbers = numbers;
        this.ticker = ticker;
        for (Operator operator : Operator.values()) {
            List<Entry> serving = new ArrayList<>();
            lines.stream().filter(line -> line.serves(operator)).forEach(line -> serving.add(new Entry(line)));
            entries.put(operator, serving);
        }
    }

    /**
     * Which operators' warnings, and of which grades, the line, which wants work now, may claim.
     *
     * @param waiting whether something is known to wait that it may take; only then a cheaper line's
     *            time for it runs
     * @param wall what o'clock it is, for the hours of contracts
     */
    public synchronized Map<Operator, Set<Grade>> turn(Line line, boolean waiting, long now, Instant wall) {
        Map<Operator, Set<Grade>> turn = new EnumMap<>(Operator.class);
        entries.forEach((operator, serving) -> {
            List<Entry> rivals = serving.stream().filter(e -> e.line.channel() == line.channel()).toList();
            for (Entry entry : rivals) {
                if (entry.line == line) {
                    entry.waiting = waiting;
                    turn.put(operator, rivals.size() == 1 ? EVERY : mayClaim(entry, rivals, now, wall));
                }
            }
        });
        return turn;
    }

    private static Set<Grade> mayClaim(Entry mine, List<Entry> rivals, long now, Instant wall) {
        Set<Grade> left = left(mine, rivals, now, wall);
        if (!left.isEmpty()) {
            EnumSet<Grade> behind = EnumSet.copyOf(left);
            behind.removeAll(may(rivals.stream().filter(e -> e.line.tier() < mine.line.tier() && e.line.isTaking(now)
                    && e.line.share() > 0), wall));
            behind.removeAll(ofOthers(mine, rivals, now, wall));
            return behind;
        }
        return left;
    }

    /** The grades in which it is ahead of others that want work too and may take it. */
    private static Set<Grade> ofOthers(Entry mine, List<Entry> rivals, long now, Instant wall) {
        mine.share = mine.line.share();
        if (mine.share <= 0) {
            return may(rivals.stream().filter(e -> e != mine && e.line.isTaking(now) && e.line.share() > 0), wall);
        }
        List<Entry> hungry = rivals.stream().filter(e -> e != mine && e.share > 0 && e.hungryUntil - now > 0
                && e.line.tier() == mine.line.tier()).toList();
        if (mine.hungryUntil - now <= 0) {
            // Who wanted nothing for a while has saved nothing up.
            double least = hungry.stream().mapToDouble(e -> e.pass).min().orElse(mine.pass);
            mine.pass = Math.max(mine.pass, least);
        }
        mine.hungryUntil = now + HUNGRY;
        return may(hungry.stream().filter(e -> mine.pass > e.pass + AHEAD / mine.share), wall);
    }

    /** The grades that one of them may take at that hour. */
    private static Set<Grade> may(Stream<Entry> lines, Instant wall) {
        EnumSet<Grade> grades = EnumSet.noneOf(Grade.class);
        lines.forEach(e -> {
            Set<Grade> forbidden = e.line.contract().forbidden(wall);
            EVERY.stream().filter(grade -> !forbidden.contains(grade)).forEach(grades::add);
        });
        return grades;
    }

    /**
     * The grades that are not left to a cheaper line of the same weight, which goes first with those it
     * may take, as long as it has room, and for a moment only.
     */
    private static Set<Grade> left(Entry mine, List<Entry> rivals, long now, Instant wall) {
        EnumSet<Grade> left = EnumSet.allOf(Grade.class);
        rivals.stream().filter(e -> e != mine && goesBefore(e.line, mine.line, now)).forEach(
                e -> left.retainAll(e.line.contract().forbidden(wall)));
        if (left.size() == EVERY.size() || !mine.waiting) {
            mine.yielding = false;
            return left;
        }
        if (!mine.yielding) {
            mine.yielding = true;
            mine.yieldsSince = now;
        }
        if (now - mine.yieldsSince < PATIENCE) {
            return left;
        }
        mine.yielding = false;
        return EVERY;
    }

    private static boolean goesBefore(Line cheap, Line dear, long now) {
        return cheap.weight() == dear.weight() && cheap.tier() == dear.tier()
                && cheap.contract().isCheaperThan(dear.contract())
                && cheap.isReady(now) && cheap.claimRoom(now) >= cheap.worthwhile(now);
    }

    /**
     * Operators of those lanes for which other lines of this node are ready, so that they are to try
     * what this one refused or failed to send, with the bits of those lines.
     */
    public Map<Operator, Integer> elsewhere(Line line, List<Lane> lanes, long now) {
        List<Line> others = alternatives(line, now).filter(other -> other.isReady(now)).toList();
        Map<Operator, Integer> found = new EnumMap<>(Operator.class);
        for (Lane lane : lanes) {
            others.stream().filter(other -> other.serves(lane.operator())).forEach(
                    other -> found.merge(lane.operator(), bits(other), (a, b) -> a | b));
        }
        return found;
    }

    /** Those that may have what that line refused: of a later tier only while it takes nothing. */
    private Stream<Line> alternatives(Line line, long now) {
        boolean later = !line.isTaking(now);
        return all.stream().filter(other -> other != line && other.channel() == line.channel() && other.share() > 0
                && (later || other.tier() <= line.tier()));
    }

    /** One that has no number yet has refused nothing: it counts as anybody. */
    private int bits(Line line) {
        int number = numbers.applyAsInt(line.name());
        return number == 0 ? ANYBODY : Progress.bit(number);
    }

    private boolean hasRefused(Line line, int refusers) {
        int number = numbers.applyAsInt(line.name());
        return number != 0 && (refusers & Progress.bit(number)) != 0;
    }

    @Override
    public List<Instant> opens(String carrier, Lane lane, int refusers, Instant now) {
        return all.stream().filter(line -> line.name().equals(carrier)).findFirst()
                .map(line -> alternatives(line, ticker.getAsLong())
                        .filter(other -> other.serves(lane.operator()) && other.isUp() && !hasRefused(other, refusers))
                        .map(other -> other.contract().opens(lane.grade(), now)).toList())
                .orElse(List.of());
    }

    /** The line claimed so many warnings of an operator. */
    public synchronized void claimed(Line line, Operator operator, int warnings) {
        for (Entry entry : entries.getOrDefault(operator, List.of())) {
            if (entry.line == line) {
                // One that serves only alone for now has claimed no more than at its weight.
                entry.pass += warnings / Math.max(entry.share > 0 ? entry.share : entry.line.weight(), LEAST_SHARE);
            }
        }
    }
}
