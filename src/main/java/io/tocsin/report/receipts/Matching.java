package io.tocsin.report.receipts;

import io.tocsin.report.ReceiptStore;
import io.tocsin.report.ReceiptStore.Kept;
import io.tocsin.report.ReceiptStore.Match;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Transition;
import io.tocsin.warning.WarningId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of matching: asks the store, decides, applies; a group of receipts of one carrier, or
 * what was kept of a partition.
 */
final class Matching {
    private static final Logger LOG = LoggerFactory.getLogger(Matching.class);

    private final ReceiptStore store;
    private final Decide decide;
    private final int partitions;

    Matching(ReceiptStore store, Decide decide, int partitions) {
        this.store = store;
        this.decide = decide;
        this.partitions = partitions;
    }

    /** Hears the end of each receipt of a round; one that is not told was not tried to the end. */
    interface Told {
        /** It is durably settled. */
        void settled(Pending item, Fate fate);

        /** It found nothing, or its warning changed meanwhile: another try may help. */
        void again(Pending item);
    }

    /**
     * Runs a round.
     *
     * @param partition where to look; -1 for everywhere
     * @throws RuntimeException when the store failed; what was told stays true
     */
    void run(String carrier, int partition, List<Pending> items, Told told) {
        if (partition >= 0) {
            look(carrier, partition, items, told).forEach(told::again);
            return;
        }
        List<Pending> open = items;
        for (int p = 0; p < partitions && !open.isEmpty(); p++) {
            open = look(carrier, p, open, told);
        }
        open.forEach(told::again);
    }

    private List<Pending> look(String carrier, int partition, List<Pending> items, Told told) {
        List<Match> matches = store.match(partition, carrier, items.stream().map(Pending::receipt).toList());
        if (matches.size() != items.size()) {
            throw new IllegalStateException(
                    "got " + matches.size() + " matches for " + items.size() + " receipts, expected as many");
        }
        List<Pending> unknown = new ArrayList<>();
        List<Pending> asked = new ArrayList<>();
        List<Transition> changes = new ArrayList<>();
        Set<WarningId> touched = new HashSet<>();
        for (int i = 0; i < matches.size(); i++) {
            Pending item = items.get(i);
            switch (matches.get(i)) {
                case Match.Applied() -> told.settled(item, Fate.DELIVERED);
                case Match.Late() -> told.settled(item, Fate.LATE);
                case Match.Unmatched() -> unknown.add(item);
                case Match.Undecided undecided -> {
                    // One change of a warning in one write: the second would be compared with the first's past.
                    if (touched.add(undecided.standing().warning().id())
                            && decide(carrier, item.receipt().cause(), undecided, changes)) {
                        asked.add(item);
                    } else {
                        told.again(item);
                    }
                }
            }
        }
        apply(partition, asked, changes, told);
        return unknown;
    }

    /**
     * Keeps those that matched nothing.
     *
     * @param now in the ticker's nanoseconds
     * @return how many older ones had to go for them
     * @throws RuntimeException when the store failed; what was told stays true
     */
    int keep(String carrier, int partition, List<Pending> items, long now, Told told) {
        if (partition < 0 || items.isEmpty()) {
            items.forEach(item -> told.settled(item, Fate.UNMATCHED));
            return 0;
        }
        ReceiptStore.Keeping keeping = store.keep(partition, carrier, items.stream().map(
                item -> new ReceiptStore.Unclaimed(item.receipt(), Math.max(0, (now - item.arrivedAt()) / 1_000_000)))
                .toList());
        for (int i = 0; i < items.size(); i++) {
            told.settled(items.get(i), keeping.kept().get(i) ? Fate.KEPT : Fate.UNMATCHED);
        }
        return keeping.dropped();
    }

    /** Hears of kept receipts that found their attempt. */
    interface Heard {
        /** So many of that carrier met that fate. */
        void met(String carrier, Fate fate, int count);
    }

    /**
     * Settles kept receipts of a partition that found their attempt meanwhile.
     *
     * @param most at most so many
     * @return whether there may be more
     * @throws RuntimeException when the store failed
     */
    boolean settleKept(int partition, int most, Heard heard) {
        List<Kept> found = store.kept(partition, most);
        List<Kept> settled = new ArrayList<>();
        List<Kept> asked = new ArrayList<>();
        List<Transition> changes = new ArrayList<>();
        Set<WarningId> touched = new HashSet<>();
        for (Kept each : found) {
            if (each.match() instanceof Match.Undecided undecided) {
                if (touched.add(undecided.standing().warning().id())
                        && decide(each.carrier(), each.cause(), undecided, changes)) {
                    asked.add(each);
                }
            } else {
                settled.add(each);
                heard.met(each.carrier(), fate(each.match()), 1);
            }
        }
        BitSet applied = changes.isEmpty() ? new BitSet() : store.apply(partition, changes);
        for (int i = applied.nextSetBit(0); i >= 0; i = applied.nextSetBit(i + 1)) {
            settled.add(asked.get(i));
            heard.met(asked.get(i).carrier(), Fate.DECIDED, 1);
        }
        store.forget(partition, settled);
        return found.size() == most && !settled.isEmpty();
    }

    private static Fate fate(Match match) {
        return switch (match) {
            case Match.Applied() -> Fate.DELIVERED;
            case Match.Late() -> Fate.LATE;
            case Match.Unmatched() -> Fate.DROPPED;
            case Match.Undecided _ -> Fate.DECIDED;
        };
    }

    private boolean decide(String carrier, Cause said, Match.Undecided undecided, List<Transition> changes) {
        try {
            changes.add(decide.decide(undecided.standing(), end(said), carrier));
            return true;
        } catch (RuntimeException e) {
            LOG.error("Receipt {} of {} for {} could not be decided; it is tried again", said.raw(), carrier,
                    undecided.standing().warning().id(), e);
            return false;
        }
    }

    private void apply(int partition, List<Pending> asked, List<Transition> changes, Told told) {
        if (changes.isEmpty()) {
            return;
        }
        BitSet applied = store.apply(partition, changes);
        for (int i = 0; i < asked.size(); i++) {
            if (applied.get(i)) {
                told.settled(asked.get(i), Fate.DECIDED);
            } else {
                told.again(asked.get(i));
            }
        }
    }

    private static AttemptEnd end(Cause cause) {
        if (cause.type() == CauseClass.REACHED) {
            return new AttemptEnd.Delivered(cause);
        }
        return cause.type() == CauseClass.AMBIGUOUS ? new AttemptEnd.Unknown(cause) : new AttemptEnd.Failed(cause);
    }
}
