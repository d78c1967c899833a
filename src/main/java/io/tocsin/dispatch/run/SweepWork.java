package io.tocsin.dispatch.run;

import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.WorkStore;
import io.tocsin.dispatch.WorkStore.Waits;
import io.tocsin.dispatch.loop.Clocks;
import io.tocsin.dispatch.loop.Work;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Standing;
import io.tocsin.warning.StoreUnavailableException;
import io.tocsin.warning.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after one partition: what dead nodes held in flight, and waits that are over. */
final class SweepWork implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(SweepWork.class);
    private static final int MOST = 512;
    private static final int MOST_BLOCKS = 64;
    private static final long EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final long MORE = TimeUnit.MILLISECONDS.toNanos(10);

    private final int partition;
    private final WorkStore store;
    private final Overdue overdue;
    private final Adoption adoption;
    private final Waits waits;
    private final Clocks clocks;
    private final DispatchListener listener;

    SweepWork(int partition, WorkStore store, Overdue overdue, Adoption adoption, Waits waits, Clocks clocks,
            DispatchListener listener) {
        this.partition = partition;
        this.store = store;
        this.overdue = overdue;
        this.adoption = adoption;
        this.waits = waits;
        this.clocks = clocks;
        this.listener = listener;
    }

    @Override
    public long run(long now) {
        try {
            boolean found = orphans();
            boolean more = waits() || found;
            return more ? MORE : EVERY;
        } catch (StoreUnavailableException e) {
            listener.storeFailed("sweep");
            LOG.warn("Partition {} was not looked after, again in {} ms: {}", partition,
                    TimeUnit.NANOSECONDS.toMillis(EVERY), e.getMessage());
            return EVERY;
        }
    }

    private boolean orphans() {
        adoption.settle();
        List<Standing> orphans = store.orphans(partition, MOST);
        List<Standing> found = adoption.take(orphans);
        if (found.isEmpty()) {
            return !orphans.isEmpty();
        }
        Instant now = clocks.now();
        List<Transition> made = new ArrayList<>(found.size());
        for (Standing standing : found) {
            made.add(overdue.orphan(standing, carrier(standing), now));
        }
        int applied = store.apply(partition, made).cardinality();
        LOG.info("Partition {}: {} attempts of nodes that are gone have an unknown end", partition, applied);
        listener.orphans(applied);
        return applied > 0;
    }

    private boolean waits() {
        List<Standing> found = store.overdue(partition, waits, MOST_BLOCKS);
        Instant now = clocks.now();
        List<Transition> made = new ArrayList<>(found.size());
        List<Grade> grades = new ArrayList<>(found.size());
        for (Standing standing : found) {
            overdue.check(standing, carrier(standing), now).ifPresent(each -> {
                made.add(each);
                grades.add(standing.warning().grade());
            });
        }
        int applied = 0;
        for (int from = 0; from < made.size(); from += MOST) {
            BitSet taken = store.apply(partition, made.subList(from, Math.min(made.size(), from + MOST)));
            applied += taken.cardinality();
            for (int i = taken.nextSetBit(0); i >= 0; i = taken.nextSetBit(i + 1)) {
                if (made.get(from + i).expiresUnsent()) {
                    listener.expiredUnsent(grades.get(from + i), 1);
                }
            }
        }
        if (applied > 0) {
            listener.overdue(applied);
        }
        return applied > 0;
    }

    private String carrier(Standing standing) {
        return store.carrier(standing.progress().carrier());
    }
}
