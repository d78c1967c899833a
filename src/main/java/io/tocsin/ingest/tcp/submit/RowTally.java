package io.tocsin.ingest.tcp.submit;

import io.tocsin.ingest.IntakeStore;
import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.RowOutcome;
import io.tocsin.ingest.limit.LimitedRows;
import io.tocsin.ingest.batch.RowErrors;
import io.tocsin.ingest.row.RowError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts what became of the rows of one SUBMIT. Safe for many threads.
 *
 * <p>
 * A ref that is in this very batch already is a duplicate, unless an earlier attempt at the same
 * SUBMIT may have put it there: then the first row with that ref counts as accepted, as it was.
 */
final class RowTally implements IntakeStore.Outcomes, LimitedRows.Counting {
    private final RowErrors errors = new RowErrors();
    private final boolean resumed;
    private final String[] refs;
    private final boolean[] inThisBatch;
    private final Set<String> acceptedRefs = new HashSet<>();
    private long accepted;
    private long duplicate;
    private long rejected;

    /** The sums; together the rows of the SUBMIT. */
    record Totals(long accepted, long duplicate, long rejected) {}

    /**
     * Nothing is counted yet.
     *
     * @param rows how many there are
     * @param resumed whether some may be durable from an earlier attempt
     */
    RowTally(int rows, boolean resumed) {
        this.resumed = resumed;
        this.refs = new String[resumed ? rows : 0];
        this.inThisBatch = new boolean[resumed ? rows : 0];
    }

    @Override
    public synchronized void give(NewWarning row) {
        if (resumed) {
            refs[(int) row.row()] = row.ref();
        }
    }

    @Override
    public synchronized void reject(RowError error) {
        rejected++;
        errors.add(error);
    }

    @Override
    public synchronized void row(long row, RowOutcome outcome) {
        switch (outcome) {
            case RowOutcome.Accepted _ -> {
                accepted++;
                if (resumed) {
                    acceptedRefs.add(refs[(int) row]);
                }
            }
            case RowOutcome.Duplicate(var _, boolean sameBatch) when sameBatch && resumed ->
                inThisBatch[(int) row] = true;
            case RowOutcome.Duplicate _ -> duplicate++;
            case RowOutcome.RefConflict(String ref) -> reject(new RowError(row, ref, "ref", RowError.REF_CONFLICT,
                    "the ref was accepted before with another phone, expected a ref of its own"));
        }
    }

    /** The sums, when all rows have their outcome. */
    synchronized Totals totals() {
        long before = 0;
        long twice = 0;
        Set<String> credited = new HashSet<>(acceptedRefs);
        for (int row = 0; row < refs.length; row++) {
            if (inThisBatch[row]) {
                boolean first = credited.add(refs[row]);
                before += first ? 1 : 0;
                twice += first ? 0 : 1;
            }
        }
        return new Totals(accepted + before, duplicate + twice, rejected);
    }

    /** The errors of the first 1,000 refused rows, in order. */
    synchronized List<RowError> errors() {
        return errors.before(Long.MAX_VALUE);
    }
}
