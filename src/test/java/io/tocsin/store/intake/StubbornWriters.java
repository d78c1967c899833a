package io.tocsin.store.intake;

import io.tocsin.ingest.IntakeStore.Outcomes;
import io.tocsin.ingest.IntakeStore.Writer;
import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.RowOutcome;
import io.tocsin.warning.Batch;
import io.tocsin.warning.StoreUnavailableException;
import io.tocsin.warning.WarningId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Writers that send the same refs and repeat what failed, and what they were told. */
final class StubbornWriters implements Outcomes {
    /** The id of every ref that was told. */
    final Map<String, WarningId> told = new ConcurrentHashMap<>();
    /** What must not be told: conflicts, and another id for the same ref. */
    final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    /** Parts that failed. */
    final AtomicInteger failures = new AtomicInteger();
    private final int refs;
    private final int mostAtOnce;

    StubbornWriters(int refs, int mostAtOnce) {
        this.refs = refs;
        this.mostAtOnce = mostAtOnce;
    }

    /** Lets a writer on, or holds it, before the part that begins after so many refs. */
    interface Gate {
        void pass(int sent) throws InterruptedException;
    }

    /** Sends all refs in an order of its own, in parts, repeating those that failed. */
    Void write(IntakeNode node, Batch batch, Random random, Gate gate) throws InterruptedException {
        List<NewWarning> rows = new ArrayList<>();
        for (int i = 0; i < refs; i++) {
            rows.add(IntakeNode.row(i, "r" + i, IntakeNode.phone(i)));
        }
        Collections.shuffle(rows, random);
        int from = 0;
        while (from < rows.size()) {
            gate.pass(from);
            List<NewWarning> part = rows.subList(from, Math.min(rows.size(), from + 1 + random.nextInt(mostAtOnce)));
            try (Writer writer = node.intake.open(batch, this)) {
                part.forEach(writer::add);
                writer.flush();
                from += part.size();
            } catch (StoreUnavailableException e) {
                failures.incrementAndGet();
            }
        }
        return null;
    }

    @Override
    public void row(long row, RowOutcome outcome) {
        String ref = "r" + row;
        WarningId id = switch (outcome) {
            case RowOutcome.Accepted accepted -> accepted.id();
            case RowOutcome.Duplicate duplicate -> duplicate.id();
            case RowOutcome.RefConflict _ -> null;
        };
        WarningId before = id == null ? null : told.putIfAbsent(ref, id);
        if (id == null || (before != null && !before.equals(id))) {
            wrong.add(ref + ": " + outcome + ", before " + before);
        }
    }
}
