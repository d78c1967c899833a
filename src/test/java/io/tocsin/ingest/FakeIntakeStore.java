package io.tocsin.ingest;

import io.tocsin.warning.Batch;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.StoreUnavailableException;
import io.tocsin.warning.WarningId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Batches in memory. Rows get their outcome in groups and in no order, some only at the flush, as
 * with the real store.
 */
public final class FakeIntakeStore implements IntakeStore {
    /** Everything accepted, by batch, in order of acceptance. */
    public final Map<BatchId, List<NewWarning>> accepted = new LinkedHashMap<>();
    /** Batches that were recorded. */
    public final Map<BatchId, Batch> batches = new LinkedHashMap<>();
    /** Closed batches with duplicate and rejected. */
    public final Map<BatchId, List<Long>> closed = new LinkedHashMap<>();
    private final Map<BatchId, long[]> counted = new HashMap<>();
    private final Map<String, Long> lastCounted = new HashMap<>();
    private final Map<String, Known> refs = new HashMap<>();
    private final Random random = new Random(7);
    private volatile boolean down;
    private volatile long finals;
    private final java.util.concurrent.atomic.AtomicLong givenRows = new java.util.concurrent.atomic.AtomicLong();
    private volatile boolean lazy;

    private record Known(String digits, WarningId id, BatchId batch) {}

    /** Makes every call fail, or no longer. */
    public void down(boolean now) {
        down = now;
    }

    /** From now on nothing becomes durable before a flush. */
    public void lazy() {
        lazy = true;
    }

    /** So many accepted warnings are final. */
    public void finals(long count) {
        finals = count;
    }

    /** How many rows were ever given to a writer. */
    public long givenRows() {
        return givenRows.get();
    }

    /** All accepted warnings of the only batch. */
    public synchronized List<NewWarning> only() {
        return accepted.values().stream().flatMap(List::stream).toList();
    }

    private void check() {
        if (down) {
            throw new StoreUnavailableException("the fake is down");
        }
    }

    @Override
    public synchronized void create(Batch batch) {
        check();
        batches.put(batch.id(), batch);
        accepted.put(batch.id(), new ArrayList<>());
    }

    @Override
    public synchronized Optional<Batch> find(String client, BatchId id) {
        check();
        return Optional.ofNullable(batches.get(id)).filter(b -> b.client().equals(client));
    }

    @Override
    public synchronized void close(BatchId id, long duplicate, long rejected) {
        check();
        closed.put(id, List.of(duplicate, rejected));
    }

    @Override
    public synchronized void note(BatchId id, long duplicate, long rejected) {
        check();
        counted.put(id, new long[]{duplicate, rejected});
    }

    @Override
    public synchronized void end(BatchId id) {
        check();
        closed.putIfAbsent(id, counted(id));
    }

    @Override
    public synchronized boolean isAccepting(BatchId id) {
        check();
        return !closed.containsKey(id);
    }

    @Override
    public synchronized void count(BatchId id, String source, long sequence, long duplicate, long rejected) {
        check();
        if (Long.compareUnsigned(sequence, lastCounted.getOrDefault(id + " " + source, 0L)) <= 0) {
            return;
        }
        lastCounted.put(id + " " + source, sequence);
        long[] sum = counted.computeIfAbsent(id, _ -> new long[2]);
        sum[0] += duplicate;
        sum[1] += rejected;
    }

    /** What was counted while it was open: duplicate, rejected. */
    public synchronized List<Long> counted(BatchId id) {
        long[] sum = counted.getOrDefault(id, new long[2]);
        return List.of(sum[0], sum[1]);
    }

    @Override
    public synchronized long accepted(BatchId id) {
        check();
        return accepted.getOrDefault(id, List.of()).size();
    }

    @Override
    public synchronized long pending(String client) {
        check();
        return batches.values().stream().filter(b -> b.client().equals(client))
                .mapToLong(b -> accepted.getOrDefault(b.id(), List.of()).size()).sum() - finals;
    }

    @Override
    public Writer open(Batch batch, Outcomes outcomes) {
        return new Writer() {
            private final List<NewWarning> waiting = new ArrayList<>();

            @Override
            public void add(NewWarning row) {
                check();
                givenRows.incrementAndGet();
                waiting.add(row);
                if (waiting.size() >= 100 && !lazy) {
                    Collections.shuffle(waiting, random);
                    write(waiting.subList(0, 60));
                }
            }

            @Override
            public void flush() {
                check();
                write(waiting);
            }

            private void write(List<NewWarning> rows) {
                Map<Long, RowOutcome> told = new LinkedHashMap<>();
                synchronized (FakeIntakeStore.this) {
                    rows.stream().sorted(java.util.Comparator.comparingLong(NewWarning::row))
                            .forEach(r -> told.put(r.row(), accept(batch, r)));
                    rows.clear();
                }
                List<Long> order = new ArrayList<>(told.keySet());
                Collections.shuffle(order, random);
                order.forEach(r -> outcomes.row(r, java.util.Objects.requireNonNull(told.get(r))));
            }

            @Override
            public void close() {
                waiting.clear();
            }
        };
    }

    private RowOutcome accept(Batch batch, NewWarning row) {
        String key = batch.client() + "/" + row.ref();
        Known known = refs.get(key);
        if (known == null) {
            WarningId id = new WarningId(0, refs.size() / 512, refs.size() % 512);
            refs.put(key, new Known(row.phone().digits(), id, batch.id()));
            accepted.computeIfAbsent(batch.id(), _ -> new ArrayList<>()).add(row);
            return new RowOutcome.Accepted(id);
        }
        return known.digits.equals(row.phone().digits())
                ? new RowOutcome.Duplicate(known.id, known.batch.equals(batch.id()))
                : new RowOutcome.RefConflict(row.ref());
    }
}
