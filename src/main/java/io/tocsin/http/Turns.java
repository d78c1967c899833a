package io.tocsin.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Turns at something of which little may go on at once. Those who ask take turns, however much each
 * of them asks for: whoever has a hundred questions waiting lets somebody else's one go next.
 */
final class Turns {
    /** What came of asking for a turn. */
    enum Got {
        /** It is one's turn, until {@link #end}. */
        TURN,
        /** There is no room to wait, for anybody or for who asked. */
        NO_ROOM,
        /** It did not become one's turn in time. */
        TOO_LATE
    }

    private final int atOnce;
    private final int waitingEach;
    private final int waitingAll;
    private final ReentrantLock lock = new ReentrantLock();
    /** Whoever waits, the one whose turn is next first; nobody without a turn to wait for. */
    private final Map<String, Deque<CountDownLatch>> waiting = new LinkedHashMap<>();
    private int running;
    private int queued;

    /**
     * Gives that many.
     *
     * @param atOnce turns at the same time
     * @param waitingEach how many may wait that one asks for
     * @param waitingAll how many may wait
     */
    Turns(int atOnce, int waitingEach, int waitingAll) {
        this.atOnce = atOnce;
        this.waitingEach = waitingEach;
        this.waitingAll = waitingAll;
    }

    /** Waits for a turn, at most so long. */
    Got take(String who, Duration patience) throws InterruptedException {
        CountDownLatch mine = new CountDownLatch(1);
        lock.lock();
        try {
            if (running < atOnce) {
                running++;
                return Got.TURN;
            }
            Deque<CountDownLatch> own = waiting.getOrDefault(who, new ArrayDeque<>());
            if (queued >= waitingAll || own.size() >= waitingEach) {
                return Got.NO_ROOM;
            }
            own.addLast(mine);
            waiting.put(who, own);
            queued++;
        } finally {
            lock.unlock();
        }
        try {
            return mine.await(patience.toNanos(), TimeUnit.NANOSECONDS) || !leave(who, mine)
                    ? Got.TURN
                    : Got.TOO_LATE;
        } catch (InterruptedException e) {
            if (!leave(who, mine)) {
                end();
            }
            throw e;
        }
    }

    /** Whether it still waited; else its turn has come meanwhile. */
    private boolean leave(String who, CountDownLatch mine) {
        lock.lock();
        try {
            Deque<CountDownLatch> own = waiting.get(who);
            if (own == null || !own.remove(mine)) {
                return false;
            }
            queued--;
            if (own.isEmpty()) {
                waiting.remove(who);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends a turn; the next one's begins. */
    void end() {
        lock.lock();
        try {
            if (waiting.isEmpty()) {
                running--;
                return;
            }
            String who = waiting.keySet().iterator().next();
            Deque<CountDownLatch> own = Objects.requireNonNull(waiting.remove(who));
            CountDownLatch next = own.removeFirst();
            queued--;
            if (!own.isEmpty()) {
                waiting.put(who, own);
            }
            next.countDown();
        } finally {
            lock.unlock();
        }
    }

    /** How many wait now. */
    int waiting() {
        lock.lock();
        try {
            return queued;
        } finally {
            lock.unlock();
        }
    }
}
