package io.tocsin.store.intake;

import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings drafts to disk in groups: one thread reserves refs, some write blocks, so that the stages
 * overlap and share the fsyncs of Redis. How many drafts may be on their way is bounded; urgent
 * ones have room of their own and go first.
 */
final class Committer implements AutoCloseable {
    /** Most rows of all writers that wait for their block to fill. */
    static final int MOST_WAITING_ROWS = 131_072;
    private static final int ROOM = 64;
    private static final int URGENT_ROOM = 16;
    private static final int GROUP = 64;
    private static final int ACCEPT_GROUP = 8;
    private static final int ACCEPTORS = 6;
    private static final long RETRY_MILLIS = 50;
    private static final long IDLE_MILLIS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final Reserver.Parts reserving;
    private final Acceptor acceptor;
    private final InstantSource clock;
    private final Semaphore room = new Semaphore(ROOM, true);
    private final Semaphore urgentRoom = new Semaphore(URGENT_ROOM, true);
    private final AtomicInteger waitingRows = new AtomicInteger();
    // Bounded by the rooms.
    private final LinkedBlockingDeque<Draft> drafts = new LinkedBlockingDeque<>();
    private final LinkedBlockingDeque<Flight> flights = new LinkedBlockingDeque<>();
    private final List<Thread> threads = new ArrayList<>();
    private List<Draft> later = List.of();
    private long laterAt;
    private volatile boolean open = true;

    Committer(Reserver.Parts reserving, Acceptor acceptor, InstantSource clock) {
        this.reserving = reserving;
        this.acceptor = acceptor;
        this.clock = clock;
    }

    void start() {
        threads.add(Thread.ofVirtual().name("intake-reserve").start(this::reserve));
        for (int i = 0; i < ACCEPTORS; i++) {
            threads.add(Thread.ofVirtual().name("intake-accept-" + i).start(this::accept));
        }
    }

    Semaphore room(boolean urgent) {
        return urgent ? urgentRoom : room;
    }

    /** Rows of all writers that wait for their block to fill. */
    AtomicInteger waitingRows() {
        return waitingRows;
    }

    /** Waits for room; false when there is none in time. */
    boolean enter(boolean urgent) throws InterruptedException {
        return open && room(urgent).tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Takes a draft that {@linkplain #enter has room}. */
    void submit(Draft draft) {
        if (!open) {
            StoreUnavailableException why = new StoreUnavailableException("the store is closed");
            draft.items().forEach(item -> item.ticket().failed(why));
        } else if (draft.isUrgent()) {
            drafts.addFirst(draft);
        } else {
            drafts.addLast(draft);
        }
    }

    private void reserve() {
        while (open) {
            List<Draft> group = take(drafts, GROUP, later.isEmpty() ? IDLE_MILLIS : RETRY_MILLIS);
            if (!later.isEmpty() && clock.millis() >= laterAt) {
                group.addAll(later);
                later = List.of();
            }
            if (!group.isEmpty()) {
                Reserver.Result result = new Reserver(reserving).reserve(group);
                result.reserved().forEach(this::depart);
                result.again().forEach(this::submit);
                postpone(result.later());
            }
        }
    }

    private void depart(Flight flight) {
        if (flight.kind().isUrgent()) {
            flights.addFirst(flight);
        } else {
            flights.addLast(flight);
        }
    }

    private void postpone(List<Draft> more) {
        if (!more.isEmpty()) {
            List<Draft> all = new ArrayList<>(later);
            all.addAll(more);
            later = all;
            laterAt = clock.millis() + RETRY_MILLIS;
        }
    }

    private void accept() {
        while (open) {
            List<Flight> group = take(flights, ACCEPT_GROUP, IDLE_MILLIS);
            if (!group.isEmpty()) {
                acceptor.accept(group).forEach(this::submit);
            }
        }
    }

    private static <T> List<T> take(BlockingQueue<T> queue, int most, long millis) {
        List<T> taken = new ArrayList<>();
        try {
            T first = queue.poll(millis, TimeUnit.MILLISECONDS);
            if (first != null) {
                taken.add(first);
                queue.drainTo(taken, most - 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return taken;
    }

    /** Takes nothing more; what is on its way fails, and its refs stay takeable. */
    @Override
    public void close() {
        open = false;
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        StoreUnavailableException why = new StoreUnavailableException("the store is closed");
        List<Draft> rest = new ArrayList<>(later);
        drafts.drainTo(rest);
        rest.forEach(draft -> draft.items().forEach(item -> item.ticket().failed(why)));
        flights.forEach(flight -> reserving.flights().failed(flight, why));
        flights.clear();
    }
}
