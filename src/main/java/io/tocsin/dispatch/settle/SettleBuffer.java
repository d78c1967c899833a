package io.tocsin.dispatch.settle;

import io.tocsin.dispatch.loop.Bell;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What waits to become durable in one partition: filled from any thread, emptied by one. It is
 * bounded by what may be sent while {@link Pending} has room.
 */
final class SettleBuffer {
    private final ConcurrentLinkedQueue<List<? extends Settling>> lists = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Bell bell = new Bell();
    private final Pending pending;
    private List<? extends Settling> head = List.of();
    private int used;
    private volatile int ringAt = 1;

    SettleBuffer(Pending pending) {
        this.pending = pending;
    }

    void add(List<? extends Settling> settlings) {
        pending.added(settlings.size());
        lists.add(settlings);
        if (size.addAndGet(settlings.size()) >= ringAt) {
            bell.ring();
        }
    }

    /** Wakes the emptying thread only when so many wait: it is going to look anyway. */
    void ringAt(int enough) {
        ringAt = enough;
    }

    /** Moves items in their order until the target holds so many. */
    void drainTo(List<Settling> target, int full) {
        while (target.size() < full) {
            if (used == head.size()) {
                List<? extends Settling> next = lists.poll();
                if (next == null) {
                    return;
                }
                head = next;
                used = 0;
            }
            int end = Math.min(head.size(), used + full - target.size());
            for (int i = used; i < end; i++) {
                target.add(head.get(i));
            }
            size.addAndGet(used - end);
            used = end;
        }
    }

    Bell bell() {
        return bell;
    }
}
