package io.tocsin.report.replies;

import io.tocsin.report.Parcel;
import io.tocsin.warning.Confirmation;
import io.tocsin.warning.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of replies from carriers' event loops to the store. What is not taken by the store is not
 * confirmed, and what is not confirmed the carrier sends again: a crash loses nothing. One worker
 * takes them in the order in which they came.
 */
public final class Replies implements AutoCloseable {
    private static final Duration LEAVING = Duration.ofSeconds(5);

    private final RepliesSettings settings;
    private final RepliesListener listener;
    private final LongSupplier ticker;
    private final ReplyWorker worker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Held> waiting = new PriorityQueue<>(
            Comparator.comparingLong(Held::due).thenComparingLong(Held::order));
    private int held;
    private long order;
    private boolean closed;
    private @Nullable Thread thread;

    /**
     * The way, not started.
     *
     * @param store where they become durable
     * @param settings limits and times
     * @param listener hears what happens
     * @param ticker nanoseconds, as {@code System::nanoTime}
     */
    public Replies(ReplyStore store, RepliesSettings settings, RepliesListener listener, LongSupplier ticker) {
        this.settings = settings;
        this.listener = listener;
        this.ticker = ticker;
        this.worker = new ReplyWorker(store, settings, listener, new Desk(), ticker);
    }

    /** Begins to take them. */
    public void start() {
        thread = Thread.ofVirtual().name("replies").start(worker::loop);
    }

    /**
     * Takes replies and returns at once; may be called on an event loop.
     *
     * @param carrier name of the carrier
     * @param replies as they came together
     * @param confirmation told, from any thread, when all of them are durable or deliberately dropped;
     *            or at once that they are refused, because too many are on their way
     */
    public void take(String carrier, List<Reply> replies, Confirmation confirmation) {
        Parcel parcel = new Parcel(replies.size(), confirmation);
        lock.lock();
        try {
            if (!closed && held + replies.size() <= settings.maxHeld()) {
                held += replies.size();
                long now = ticker.getAsLong();
                replies.forEach(reply -> waiting.add(new Held(carrier, reply, 0, now, order++, parcel)));
                changed.signal();
                return;
            }
        } finally {
            lock.unlock();
        }
        listener.met(carrier, ReplyFate.REFUSED, replies.size());
        confirmation.refused();
    }

    /** Replies taken and not settled. */
    public int held() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stops when what it is at is done, breaks off what takes too long. What is not settled stays
     * unconfirmed, so the carriers send it again.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        Thread running = thread;
        try {
            if (running != null && !running.join(LEAVING)) {
                running.interrupt();
            }
        } catch (InterruptedException _) {
            running.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    /** What the worker works with. */
    final class Desk {
        /** Replies that are due, none when there was none in that time; null at the end. */
        @Nullable
        List<Held> next(Duration atMost) throws InterruptedException {
            lock.lock();
            try {
                long left = atMost.toNanos();
                while (!closed && left > 0 && untilDue() > 0) {
                    long wait = Math.min(left, untilDue());
                    left -= wait - Math.max(0, changed.awaitNanos(wait));
                }
                if (closed) {
                    return null;
                }
                List<Held> group = new ArrayList<>();
                while (group.size() < settings.group() && untilDue() <= 0) {
                    group.add(waiting.remove());
                }
                return group;
            } finally {
                lock.unlock();
            }
        }

        private long untilDue() {
            Held first = waiting.peek();
            return first == null ? Long.MAX_VALUE : first.due() - ticker.getAsLong();
        }

        /** Puts some back, to be tried again after that time. */
        void putBack(List<Held> some, Duration wait) {
            long at = ticker.getAsLong() + wait.toNanos();
            lock.lock();
            try {
                some.forEach(each -> waiting.add(each.again(at)));
            } finally {
                lock.unlock();
            }
        }

        /** One of them is settled: it makes room and is confirmed. */
        void settled(Held each) {
            leave();
            each.parcel().settled();
        }

        /** One of them is not taken: it makes room and is not confirmed. */
        void refused(Held each) {
            leave();
            each.parcel().refused();
        }

        private void leave() {
            lock.lock();
            try {
                held--;
            } finally {
                lock.unlock();
            }
        }

        /** Waits, unless it is the end. */
        void pause(Duration wait) throws InterruptedException {
            lock.lock();
            try {
                long left = wait.toNanos();
                while (!closed && left > 0) {
                    left = changed.awaitNanos(left);
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
