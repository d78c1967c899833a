package io.tocsin.report.receipts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Receipts of one carrier and partition that wait to be matched: new ones in order, parked ones by
 * the time of their next try. Many put in, one worker takes out. Its owner bounds it, counting over
 * all shelves.
 */
final class Shelf {
    private static final long FOREVER = Long.MAX_VALUE;

    private final ReceiptsSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Pending> ready = new ArrayDeque<>();
    private final ArrayDeque<Pending> lastTries = new ArrayDeque<>();
    // By difference, as tickers may overflow.
    private final PriorityQueue<Pending> parked = new PriorityQueue<>((a, b) -> Long.signum(a.due() - b.due()));
    /** So many ready ones wake the worker: otherwise every receipt would. */
    private int wakeAt = 1;
    /** The end of the wait for a fuller group; null before the first. */
    private @Nullable Long gatherUntil;
    /** The end of the wait after a failure; null when there was none. */
    private @Nullable Long restUntil;
    private boolean ended;

    Shelf(ReceiptsSettings settings) {
        this.settings = settings;
    }

    /** Receipts to be matched in one call; {@code last} says that there is no other try. */
    record Group(List<Pending> items, boolean last) {}

    /** Puts in a new one. */
    void add(Pending item) {
        lock.lock();
        try {
            ready.addLast(item);
            if (ready.size() >= wakeAt) {
                wakeAt = Integer.MAX_VALUE;
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Parks one until it is due; only its worker does so, which therefore needs no waking. */
    void park(Pending item) {
        lock.lock();
        try {
            parked.add(item);
        } finally {
            lock.unlock();
        }
    }

    /** Puts back, in order, what could not be tried; nothing is handed out before that time. */
    void putBack(Group group, long until) {
        lock.lock();
        try {
            ArrayDeque<Pending> queue = group.last() ? lastTries : ready;
            group.items().reversed().forEach(queue::addFirst);
            restUntil = until;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a group: a full one at once, a smaller one when the wait for more is over; empty when
     * the shelf has ended.
     *
     * @param ticker nanoseconds
     */
    Optional<Group> take(LongSupplier ticker) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!ended) {
                long wait = untilGroup(ticker.getAsLong());
                if (wait <= 0) {
                    return Optional.of(hand(ticker.getAsLong()));
                }
                wakeAt = ready.isEmpty() && lastTries.isEmpty() ? 1 : settings.group();
                changed.awaitNanos(wait);
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Hands out nothing any more. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** A group if there is one to be had at that time. */
    Optional<Group> poll(long now) {
        lock.lock();
        try {
            return untilGroup(now) <= 0 ? Optional.of(hand(now)) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private long untilGroup(long now) {
        long rest = left(restUntil, now);
        if (rest > 0) {
            return rest;
        }
        unpark(now);
        int there = ready.size() + lastTries.size();
        if (there >= settings.group()) {
            return 0;
        }
        if (there > 0) {
            return left(gatherUntil, now);
        }
        Pending next = parked.peek();
        return next == null ? FOREVER : next.due() - now;
    }

    private static long left(@Nullable Long until, long now) {
        return until == null ? 0 : until - now;
    }

    private void unpark(long now) {
        Pending next = parked.peek();
        while (next != null && next.due() - now <= 0) {
            parked.poll();
            (next.tries() < settings.again().size() ? ready : lastTries).addLast(next);
            next = parked.peek();
        }
    }

    private Group hand(long now) {
        restUntil = null;
        gatherUntil = now + settings.linger().toNanos();
        boolean last = !lastTries.isEmpty();
        ArrayDeque<Pending> queue = last ? lastTries : ready;
        List<Pending> items = new ArrayList<>(Math.min(queue.size(), settings.group()));
        while (!queue.isEmpty() && items.size() < settings.group()) {
            items.add(queue.pollFirst());
        }
        return new Group(items, last);
    }
}
