package io.tocsin.store.intake;

import io.tocsin.ingest.IntakeStore.Outcomes;
import io.tocsin.ingest.IntakeStore.Writer;
import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.RowOutcome;
import io.tocsin.store.block.BlockHeader;
import io.tocsin.store.secret.PhoneKeys;
import io.tocsin.store.secret.RefKeys;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Grade;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gathers rows of one batch into drafts of up to 512 and hands them over when they are full, when
 * they have waited long enough, or when the writer is flushed.
 */
final class BlockWriter implements Writer {
    private static final int MOST_WAITING_ROWS = 16_384;
    private static final long LINGER_MILLIS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final Draft.Owner owner;
    private final Outcomes outcomes;
    private final Tools tools;
    private final RefKeys refs;
    private final ReentrantLock lock = new ReentrantLock();
    /**
     * In the order of their first rows, so that of two rows with one ref in a small body the first
     * counts.
     */
    private final Map<Draft.Kind, Filling> filling = new LinkedHashMap<>();
    private int waitingRows;
    private final AtomicInteger open = new AtomicInteger();
    private final ReentrantLock ends = new ReentrantLock();
    private final Condition ended = ends.newCondition();
    private volatile @Nullable StoreUnavailableException failure;
    private volatile boolean closed;

    /** Whose rows it writes. */
    BatchId batch() {
        return owner.batch();
    }

    BlockWriter(Draft.Owner owner, Outcomes outcomes, Tools tools) {
        this.owner = owner;
        this.outcomes = outcomes;
        this.tools = tools;
        this.refs = tools.refs.another();
    }

    @Override
    public void add(NewWarning row) {
        check();
        byte[] phone = tools.phones.of(row.phone());
        long now = tools.clock.millis();
        Draft.Kind kind = new Draft.Kind(owner, tools.phones.partition(phone), row.channel(), row.grade(),
                due(row.fields().notBefore(), now));
        RefKeys.RefKey ref = refs.of(owner.client(), row.ref());
        lock.lock();
        try {
            Filling draft = filling.computeIfAbsent(kind, this::begin);
            draft.items.add(new Item(row, ref, PhoneKeys.fingerprint(phone), draft.ticket));
            open.incrementAndGet();
            waitingRows++;
            int all = tools.committer.waitingRows().incrementAndGet();
            // An urgent row goes at once; those that follow it while it is on its way share the next tick.
            if (draft.items.size() >= BlockHeader.MOST_ROWS
                    || (row.grade() == Grade.URGENT && open.get() == waitingRows)) {
                hand(kind, draft);
            } else if (waitingRows >= MOST_WAITING_ROWS || all >= Committer.MOST_WAITING_ROWS) {
                handLargest();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * To the second above, so that rows of about the same start share blocks; 0 when it is not in the
     * future.
     */
    private static long due(@Nullable Instant notBefore, long now) {
        return notBefore == null || notBefore.toEpochMilli() <= now
                ? 0
                : (notBefore.toEpochMilli() + 999) / 1000 * 1000;
    }

    private Filling begin(Draft.Kind kind) {
        return new Filling(new Ticket(kind, this, tools.committer.room(kind.isUrgent())), tools.clock.millis(),
                new ArrayList<>());
    }

    private void handLargest() {
        filling.entrySet().stream().max(Comparator.comparingInt(each -> each.getValue().items.size()))
                .ifPresent(each -> hand(each.getKey(), each.getValue()));
    }

    private void hand(Draft.Kind kind, Filling draft) {
        try {
            if (!tools.committer.enter(kind.isUrgent())) {
                throw lost(new StoreUnavailableException("the store takes nothing more: no room for a block in time"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw lost(new StoreUnavailableException("interrupted while waiting for room", e));
        }
        submit(kind, draft);
    }

    private void submit(Draft.Kind kind, Filling draft) {
        filling.remove(kind);
        waitingRows -= draft.items.size();
        tools.committer.waitingRows().addAndGet(-draft.items.size());
        draft.ticket.issue(draft.items.size());
        tools.committer.submit(new Draft(kind, 0, draft.items));
    }

    private StoreUnavailableException lost(StoreUnavailableException why) {
        failure = why;
        return why;
    }

    /** Hands over what has waited long enough, if there is room; called every few milliseconds. */
    void tick() {
        if (!lock.tryLock()) {
            return; // its owner is at it
        }
        try {
            long now = tools.clock.millis();
            for (Map.Entry<Draft.Kind, Filling> each : List.copyOf(filling.entrySet())) {
                boolean urgent = each.getKey().isUrgent();
                if ((urgent || now - each.getValue().begunAt >= LINGER_MILLIS)
                        && tools.committer.room(urgent).tryAcquire()) {
                    submit(each.getKey(), each.getValue());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void flush() {
        check();
        lock.lock();
        try {
            List.copyOf(filling.entrySet()).forEach(each -> hand(each.getKey(), each.getValue()));
        } finally {
            lock.unlock();
        }
        await();
        check();
    }

    private void await() {
        ends.lock();
        try {
            int before = open.get();
            long nanos = PATIENCE.toNanos();
            while (open.get() > 0) {
                nanos = ended.awaitNanos(Math.min(nanos, TimeUnit.SECONDS.toNanos(1))) + nanos
                        - Math.min(nanos, TimeUnit.SECONDS.toNanos(1));
                int now = open.get();
                if (now != before) {
                    before = now;
                    nanos = PATIENCE.toNanos();
                } else if (nanos <= 0) {
                    throw lost(new StoreUnavailableException(now + " rows had no outcome in " + PATIENCE.toSeconds()
                            + " s"));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw lost(new StoreUnavailableException("interrupted while waiting for outcomes", e));
        } finally {
            ends.unlock();
        }
    }

    private void check() {
        StoreUnavailableException why = failure;
        if (why != null) {
            throw new StoreUnavailableException("rows of batch " + owner.batch() + " could not be made durable: "
                    + why.getMessage(), why);
        }
        if (closed) {
            throw new IllegalStateException("the writer is closed");
        }
    }

    void told(long row, RowOutcome outcome) {
        try {
            if (!closed) {
                outcomes.row(row, outcome);
            }
        } catch (RuntimeException e) {
            failure = new StoreUnavailableException("an outcome could not be told: " + e, e);
        } finally {
            ended();
        }
    }

    void failed(StoreUnavailableException why) {
        failure = why;
        ended();
    }

    private void ended() {
        if (open.decrementAndGet() == 0) {
            ends.lock();
            try {
                ended.signalAll();
            } finally {
                ends.unlock();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        lock.lock();
        try {
            tools.committer.waitingRows().addAndGet(-waitingRows);
            waitingRows = 0;
            filling.clear();
        } finally {
            lock.unlock();
        }
        tools.writers.remove(this);
    }

    /** A draft that still gets rows. */
    private record Filling(Ticket ticket, long begunAt, List<Item> items) {}

    /**
     * What writers share.
     *
     * @param phones look-up keys of phones
     * @param refs look-up keys of refs, of which each writer takes its own
     * @param committer where drafts go
     * @param clock tells how long drafts have waited
     * @param writers those that are open
     */
    record Tools(PhoneKeys phones, RefKeys refs, Committer committer, InstantSource clock,
            java.util.Set<BlockWriter> writers) {}
}
