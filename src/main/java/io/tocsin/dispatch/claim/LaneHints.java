package io.tocsin.dispatch.claim;

import io.tocsin.dispatch.WorkStore;
import io.tocsin.warning.Lane;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which lanes of which partitions are known to have work, shared by the lines of a node. A hint is
 * taken down before the lane is claimed from and put up again when there was more, so that none is
 * lost between a claim's look and its answer.
 */
public final class LaneHints implements WorkStore.ReadyListener {
    private final Lanes lanes = new Lanes();
    private final AtomicLongArray hints;
    private final List<Runnable> waiting = new CopyOnWriteArrayList<>();

    /** No hints for so many partitions. */
    public LaneHints(int partitions) {
        hints = new AtomicLongArray(partitions);
    }

    /** Runs that when a lane gets work that had none. */
    public void whenReady(Runnable wake) {
        waiting.add(wake);
    }

    @Override
    public void ready(int partition, Lane lane) {
        put(partition, lanes.bit(lane));
    }

    void put(int partition, long set) {
        long before = hints.getAndUpdate(partition, now -> now | set);
        if ((before & set) != set) {
            waiting.forEach(Runnable::run);
        }
    }

    /** Takes hints down before their lanes are claimed from. */
    void take(int partition, long set) {
        hints.getAndUpdate(partition, now -> now & ~set);
    }

    long of(int partition) {
        return hints.get(partition);
    }

    int partitions() {
        return hints.length();
    }

    Lanes lanes() {
        return lanes;
    }
}
