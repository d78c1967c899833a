package io.tocsin.dispatch.claim;

import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.WorkStore;
import io.tocsin.dispatch.WorkStore.Claim;
import io.tocsin.dispatch.WorkStore.Claimed;
import io.tocsin.dispatch.line.Line;
import io.tocsin.dispatch.settle.Decided;
import io.tocsin.dispatch.settle.Decisions;
import io.tocsin.dispatch.settle.Settlements;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Operator;
import io.tocsin.warning.StoreUnavailableException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims from one partition for a line and hands on what came. Blocks. */
public final class Claimer {
    private static final Logger LOG = LoggerFactory.getLogger(Claimer.class);
    private static final int FAILED = -1;

    private final WorkStore store;
    private final LaneHints hints;
    private final Shares shares;
    private final Preparation preparation;
    private final Decisions decisions;
    private final Settlements settlements;
    private final DispatchListener listener;
    private final AtomicBoolean failing = new AtomicBoolean();

    /** What claims for all lines. */
    public Claimer(WorkStore store, LaneHints hints, Shares shares, Preparation preparation, Decisions decisions,
            Settlements settlements, DispatchListener listener) {
        this.store = store;
        this.hints = hints;
        this.shares = shares;
        this.preparation = preparation;
        this.decisions = decisions;
        this.settlements = settlements;
        this.listener = listener;
    }

    LaneHints hints() {
        return hints;
    }

    Shares shares() {
        return shares;
    }

    Preparation preparation() {
        return preparation;
    }

    /**
     * Claims.
     *
     * @param elsewhere operators for which others could take what failed on this one, with their bits
     * @return how many warnings came, negative when the store failed
     */
    int claim(Line line, int partition, long lanes, int most, Map<Operator, Integer> elsewhere) {
        Claim claim;
        try {
            claim = store.claim(partition, line.name(), hints.lanes().list(lanes), most, elsewhere);
        } catch (StoreUnavailableException e) {
            hints.put(partition, lanes);
            listener.storeFailed("claim");
            if (failing.compareAndSet(false, true)) {
                LOG.warn("Nothing is claimed until the store works again: {}", e.getMessage());
            }
            return FAILED;
        }
        if (failing.get() && failing.compareAndSet(true, false)) {
            LOG.info("The store works again, claiming goes on");
        }
        if (claim.more()) {
            hints.put(partition, left(lanes, claim.warnings()));
        }
        if (!claim.warnings().isEmpty()) {
            count(line, claim.warnings());
            handOn(line, partition, claim.warnings());
        }
        return claim.warnings().size();
    }

    /** Grades are served in order: what comes before the grade of the last warning is empty. */
    private long left(long lanes, List<Claimed> warnings) {
        if (warnings.isEmpty()) {
            return lanes;
        }
        long last = hints.lanes().bit(decisions.lane(warnings.getLast().standing()));
        return lanes & -Long.lowestOneBit(hints.lanes().gradeOf(last));
    }

    private void count(Line line, List<Claimed> warnings) {
        listener.claimed(line.name(), warnings.size());
        Map<Operator, Integer> counts = new EnumMap<>(Operator.class);
        for (Claimed one : warnings) {
            counts.merge(one.standing().warning().operator(), 1, Integer::sum);
        }
        counts.forEach((operator, n) -> shares.claimed(line, operator, n));
    }

    private void handOn(Line line, int partition, List<Claimed> warnings) {
        Preparation.Prepared prepared;
        try {
            prepared = preparation.prepare(partition, line, warnings);
        } catch (RuntimeException e) {
            // They are fenced for this node: nobody else would ever give them back.
            LOG.error("{} warnings of partition {} go back to their lanes", warnings.size(), partition, e);
            List<Decided> back = new ArrayList<>(warnings.size());
            for (Claimed one : warnings) {
                back.add(new Decided(
                        decisions.decide(one.standing(), new AttemptEnd.NeverSent("it could not be prepared"),
                                line.name()),
                        one.standing().warning().grade()));
            }
            settlements.add(back);
            return;
        }
        settlements.add(prepared.settled());
        if (!prepared.flights().isEmpty()) {
            line.offer(prepared.flights());
        }
    }
}
