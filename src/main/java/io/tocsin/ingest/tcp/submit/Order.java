package io.tocsin.ingest.tcp.submit;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The order of one stream's submissions. They are made durable side by side, but each is finished
 * only after all before it, and none once one before it has failed: so the last sequence of the
 * stream never passes over a gap. Safe for many threads.
 */
final class Order {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long tickets;
    private long passed;
    private long last;
    private long highest;
    private long broken = Long.MAX_VALUE;
    private boolean closed;

    /**
     * A place in the order.
     *
     * @param number from 0
     * @param late whether its sequence does not go on from those before it: then it is either sent
     *            again or wrong, which shows when all before it are finished
     */
    record Ticket(long number, boolean late) {}

    /** Goes on from the last sequence of the stream, unsigned. */
    Order(long last) {
        this.last = last;
        this.highest = last;
    }

    /** The next place. */
    Ticket enter(long sequence) {
        lock.lock();
        try {
            boolean late = Long.compareUnsigned(sequence, highest) <= 0;
            highest = late ? highest : sequence;
            return new Ticket(tickets++, late);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for all before it.
     *
     * @return whether they are finished; false when it took longer
     * @throws BrokenException when one of them failed
     */
    boolean await(Ticket ticket, Duration time) throws BrokenException {
        lock.lock();
        try {
            long nanos = time.toNanos();
            while (ticket.number <= broken && passed < ticket.number && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            if (ticket.number > broken) {
                throw new BrokenException("a submission before it failed");
            }
            return passed == ticket.number;
        } catch (InterruptedException e) {
            throw new BrokenException("the gateway stops");
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until all before it are answered, whatever became of them; each of them has its own limits
     * of time.
     */
    void awaitPlace(Ticket ticket) {
        lock.lock();
        try {
            while (passed < ticket.number) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The one whose turn it is is answered. */
    void pass(boolean durable, long sequence) {
        lock.lock();
        try {
            passed++;
            last = durable && Long.compareUnsigned(sequence, last) > 0 ? sequence : last;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** One failed: none after it is finished. */
    void fail(Ticket ticket) {
        lock.lock();
        try {
            broken = Math.min(broken, ticket.number);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the sequence is behind what is finished. */
    boolean isBehind(long sequence) {
        lock.lock();
        try {
            return Long.compareUnsigned(sequence, last) <= 0;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits for answers any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Throws when nobody waits for answers any more; asked where waiting may take long. */
    void check() throws BrokenException {
        lock.lock();
        try {
            if (closed) {
                throw new BrokenException("its connection ended");
            }
        } finally {
            lock.unlock();
        }
    }

    /** A submission is given up; it may be sent again. */
    static final class BrokenException extends Exception {
        private static final long serialVersionUID = 1;

        BrokenException(String message) {
            super(message, null, false, false);
        }
    }
}
