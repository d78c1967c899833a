package io.tocsin.dispatch.settle;

import io.tocsin.dispatch.ContactStore;
import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.WorkStore;
import io.tocsin.dispatch.loop.Bell;
import io.tocsin.dispatch.loop.Clocks;
import io.tocsin.dispatch.loop.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of everything that has to become durable: one buffer, one work and one loop per
 * partition.
 */
public final class Settlements {
    private final List<SettleBuffer> buffers = new ArrayList<>();
    private final List<SettleWork> works = new ArrayList<>();
    private final List<Loop> loops = new ArrayList<>();
    private final Pending pending;
    private final Clocks clocks;

    /** Settlements that do not run yet. */
    public Settlements(WorkStore store, ContactStore contacts, Decisions decisions, Pending pending, Clocks clocks,
            DispatchListener listener) {
        this.pending = pending;
        this.clocks = clocks;
        SettleWork.Ports ports = new SettleWork.Ports(store, contacts, decisions, clocks, listener);
        for (int p = 0; p < store.partitions(); p++) {
            SettleBuffer buffer = new SettleBuffer(pending);
            SettleWork work = new SettleWork(p, ports, buffer, pending);
            buffers.add(buffer);
            works.add(work);
            loops.add(new Loop("settle-" + p, work, buffer.bell(), clocks.ticker()));
        }
    }

    /** Begins to settle. */
    public void start() {
        loops.forEach(Loop::start);
    }

    /** Takes what happened, of any partitions; the order within a partition is kept. Never blocks. */
    public void add(List<? extends Settling> settlings) {
        if (settlings.isEmpty()) {
            return;
        }
        if (settlings.size() == 1) {
            buffers.get(settlings.getFirst().partition()).add(settlings);
            return;
        }
        @Nullable
        List<Settling>[] byPartition = newArray(buffers.size());
        for (Settling settling : settlings) {
            List<Settling> list = byPartition[settling.partition()];
            if (list == null) {
                list = new ArrayList<>();
                byPartition[settling.partition()] = list;
            }
            list.add(settling);
        }
        for (int p = 0; p < byPartition.length; p++) {
            List<Settling> list = byPartition[p];
            if (list != null) {
                buffers.get(p).add(list);
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays.
    private static @Nullable List<Settling>[] newArray(int size) {
        return new List[size];
    }

    /** Does what the loops would do once, for tests that bring their own time. */
    public void runOnce(long now) {
        works.forEach(work -> work.run(now));
    }

    /** Waits until everything is durable; false when that took longer than the limit. */
    public boolean flush(Duration limit) {
        long end = clocks.nanos() + limit.toNanos();
        Bell bell = new Bell();
        while (pending.count() > 0) {
            if (clocks.nanos() >= end) {
                return false;
            }
            bell.await(1_000_000);
        }
        return true;
    }

    /** Stops; what is not durable then is left to the next node. */
    public void close(Duration limit) {
        loops.forEach(Loop::close);
        long end = clocks.nanos() + limit.toNanos();
        loops.forEach(loop -> loop.join(Duration.ofNanos(Math.max(1, end - clocks.nanos()))));
    }
}
