package io.tocsin.dispatch.line;

import io.tocsin.dispatch.call.CallLimit;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Grade;
import io.tocsin.warning.StoreUnavailableException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where calls of a trunk get one of its lines, between claim and carrier: lines are counted over
 * all nodes, so the store is asked, for many at a time. One thread takes flights through it; any
 * may say that calls are over.
 */
final class CallGate {
    private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long FAILED = TimeUnit.MILLISECONDS.toNanos(200);

    private final String trunk;
    private final LineQueue queue;
    private final LineContext context;
    private final Supplier<CallLimit> limit;
    private final LineQueue through = new LineQueue();
    private final List<AttemptId> over = new ArrayList<>();
    private volatile boolean full;
    private boolean failed;
    private long askAt;

    /**
     * The gate of a trunk.
     *
     * @param queue where its flights wait
     * @param limit how many calls it may have now
     */
    CallGate(String trunk, LineQueue queue, LineContext context, Supplier<CallLimit> limit) {
        this.trunk = trunk;
        this.queue = queue;
        this.context = context;
        this.limit = limit;
        askAt = context.clocks().nanos();
    }

    /** Flights that have a line and are not dialled yet. */
    LineQueue through() {
        return through;
    }

    /** Whether the last flight that asked got no line. */
    boolean isFull() {
        return full;
    }

    /** These flights need their lines no more. Does not block. */
    void over(List<Flight> flights) {
        gone(flights.stream().map(Flight::attempt).toList());
    }

    /** The same of attempts that this node need not have. Does not block. */
    void gone(List<AttemptId> attempts) {
        synchronized (over) {
            over.addAll(attempts);
        }
    }

    /**
     * Gives back the lines of calls that are over and takes lines for what waits, most urgent first.
     * Blocks for one call of the store.
     *
     * @param room how many more calls the carrier takes
     */
    void turn(int room, long now) {
        List<AttemptId> ended;
        synchronized (over) {
            ended = List.copyOf(over);
        }
        if (now - askAt < 0 && (ended.isEmpty() || failed)) {
            return;
        }
        List<Flight> waiting = queue.poll(Math.max(0, room - through.size()), _ -> false, _ -> true);
        if (ended.isEmpty() && waiting.isEmpty()) {
            return;
        }
        try {
            board(waiting, ask(ended, waiting), now);
            failed = false;
            synchronized (over) {
                over.subList(0, ended.size()).clear();
            }
        } catch (StoreUnavailableException e) {
            queue.putBack(waiting);
            failed = true;
            context.listener().storeFailed("lines");
            full = true;
            askAt = now + FAILED;
        }
    }

    /** Looks whether a line is free now, when none was. Blocks. */
    void look(long now) {
        if (now - askAt < 0) {
            return;
        }
        askAt = now + LOOK;
        try {
            full = !context.leases().isFree(trunk, limit.get());
        } catch (StoreUnavailableException e) {
            context.listener().storeFailed("lines");
        }
    }

    /**
     * Holds the lines of calls that another node began. Blocks; when the store fails they stay theirs
     * as long as that node took them for.
     */
    void hold(List<Flight> flights) {
        try {
            context.leases().hold(trunk, limit.get(), flights.stream().map(Flight::attempt).toList());
        } catch (StoreUnavailableException e) {
            context.listener().storeFailed("lines");
        }
    }

    private BitSet ask(List<AttemptId> ended, List<Flight> waiting) {
        int urgent = (int) waiting.stream().filter(each -> each.standing().warning().grade() == Grade.URGENT).count();
        return context.leases().take(trunk, limit.get(), ended, waiting.stream().map(Flight::attempt).toList(), urgent);
    }

    private void board(List<Flight> waiting, BitSet has, long now) {
        List<Flight> boarded = new ArrayList<>(waiting.size());
        List<Flight> left = new ArrayList<>();
        for (int i = 0; i < waiting.size(); i++) {
            (has.get(i) ? boarded : left).add(waiting.get(i));
        }
        through.offer(boarded);
        queue.putBack(left);
        // When nobody asked, it is not known whether what was given back is still there.
        full = waiting.isEmpty() ? full : !left.isEmpty();
        askAt = left.isEmpty() ? now : now + AGAIN;
    }

    /** Tells the store what is over, when nobody takes flights through any more. */
    void close() {
        turn(0, context.clocks().nanos());
    }
}
