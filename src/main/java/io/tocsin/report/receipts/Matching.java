package io.tocsin.report.receipts;

import io.tocsin.report.ReceiptStore;
import io.tocsin.report.ReceiptStore.Match;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Transition;
import io.tocsin.warning.WarningId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One round of matching a group of receipts of one carrier: asks the store, decides, applies. */
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
     * @param last whether a match by phone is allowed
     * @throws RuntimeException when the store failed; what was told stays true
     */
    void run(String carrier, int partition, List<Pending> items, boolean last, Told told) {
        if (partition >= 0) {
            look(carrier, partition, items, last, told).forEach(told::again);
            return;
        }
        List<Pending> open = items;
        for (int p = 0; p < partitions && !open.isEmpty(); p++) {
            open = look(carrier, p, open, last, told);
        }
        open.forEach(told::again);
    }

    private List<Pending> look(String carrier, int partition, List<Pending> items, boolean last, Told told) {
        List<Match> matches = store.match(partition, carrier, items.stream().map(Pending::receipt).toList(), last);
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
                    if (touched.add(undecided.standing().warning().id()) && decide(carrier, item, undecided, changes)) {
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

    private boolean decide(String carrier, Pending item, Match.Undecided undecided, List<Transition> changes) {
        try {
            changes.add(decide.decide(undecided.standing(), end(item.receipt()), carrier));
            return true;
        } catch (RuntimeException e) {
            LOG.error("Receipt {} of {} for {} could not be decided; it is tried again, then counted as unmatched",
                    item.receipt().cause().raw(), carrier, undecided.standing().warning().id(), e);
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

    private static AttemptEnd end(Receipt receipt) {
        Cause cause = receipt.cause();
        if (cause.type() == CauseClass.REACHED) {
            return new AttemptEnd.Delivered(cause);
        }
        return cause.type() == CauseClass.AMBIGUOUS ? new AttemptEnd.Unknown(cause) : new AttemptEnd.Failed(cause);
    }
}
