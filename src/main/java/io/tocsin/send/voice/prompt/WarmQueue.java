package io.tocsin.send.voice.prompt;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Utterances that wait to be made ahead, each once, and the virtual threads that see to it. Those
 * of calls that are due go before those of calls that are still far away, which take no more than
 * half of the room.
 */
final class WarmQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WarmQueue.class);

    private final int most;
    private final Consumer<Utterance> work;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Lane due = new Lane();
    private final Lane far = new Lane();
    private final List<Thread> threads = new ArrayList<>();
    private int busy;
    private long leftOut;

    /** First come, first served, each once. */
    private static final class Lane {
        private final Deque<Utterance> waiting = new ArrayDeque<>();
        private final Set<Utterance> known = new HashSet<>();

        void add(Utterance utterance) {
            known.add(utterance);
            waiting.add(utterance);
        }

        Utterance take() {
            Utterance next = waiting.removeFirst();
            known.remove(next);
            return next;
        }
    }

    /**
     * An empty queue.
     *
     * @param workers how many are made at once
     * @param most how many may wait; further ones are left out
     * @param work makes one
     */
    WarmQueue(int workers, int most, Consumer<Utterance> work) {
        this.most = most;
        this.work = work;
        for (int i = 0; i < workers; i++) {
            threads.add(Thread.ofVirtual().name("warm-" + i).start(this::run));
        }
    }

    /**
     * Takes one.
     *
     * @param soon whether its call is due
     */
    void add(Utterance utterance, boolean soon) {
        lock.lock();
        try {
            if (due.known.contains(utterance) || (!soon && far.known.contains(utterance))) {
                return;
            }
            if (soon ? size() >= most : far.waiting.size() >= Math.max(1, most / 2)) {
                leftOut++;
                return;
            }
            (soon ? due : far).add(utterance);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (true) {
                Utterance next = take();
                try {
                    work.accept(next);
                } catch (RuntimeException e) {
                    LOG.error("A prompt was not made ahead; the next one is tried", e);
                } finally {
                    done();
                }
            }
        } catch (InterruptedException e) {
            // Closed.
            Thread.currentThread().interrupt();
        }
    }

    private Utterance take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (size() == 0) {
                changed.await();
            }
            busy++;
            return due.waiting.isEmpty() ? far.take() : due.take();
        } finally {
            lock.unlock();
        }
    }

    private void done() {
        lock.lock();
        try {
            busy--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing waits and nothing is being made; false when it took too long. */
    boolean awaitEmpty(Duration within) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = within.toNanos();
            while (busy > 0 || size() > 0) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private int size() {
        return due.waiting.size() + far.waiting.size();
    }

    int waiting() {
        lock.lock();
        try {
            return size();
        } finally {
            lock.unlock();
        }
    }

    long leftOut() {
        lock.lock();
        try {
            return leftOut;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
