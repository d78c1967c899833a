package io.tocsin.ingest.batch;

import io.tocsin.ingest.IntakeStore;
import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.RowOutcome;
import io.tocsin.ingest.limit.LimitedRows;
import io.tocsin.ingest.row.RowError;
import java.util.List;

/**
 * Counts what became of the rows of one submission. A mark is a row; it is reached when all rows
 * before it have their end, so that the body up to there need not be read again. Safe for many
 * threads.
 */
final class Tally implements IntakeStore.Outcomes, LimitedRows.Counting {
    private final RowErrors errors;
    private long given;
    private long told;
    private long accepted;
    private long duplicate;
    private long rejected;
    private long mark;
    private long givenAtMark;
    private long toldBeforeMark;
    private long rejectedBeforeMark;

    /**
     * Goes on from an earlier attempt.
     *
     * @param rejected rows refused before
     * @param errors their errors
     */
    Tally(long rejected, RowErrors errors) {
        this.rejected = rejected;
        this.errors = errors;
    }

    @Override
    public synchronized void give(NewWarning row) {
        given++;
    }

    @Override
    public synchronized void reject(RowError error) {
        rejected++;
        errors.add(error);
    }

    @Override
    public synchronized void row(long row, RowOutcome outcome) {
        boolean before = row < mark;
        told++;
        toldBeforeMark += before ? 1 : 0;
        switch (outcome) {
            case RowOutcome.Accepted _ -> accepted++;
            case RowOutcome.Duplicate _ -> duplicate++;
            case RowOutcome.RefConflict(String ref) -> {
                rejectedBeforeMark += before ? 1 : 0;
                reject(RowError.refConflict(row, ref));
            }
        }
    }

    /** Sets the mark, a place in the body: all rows before it were given or refused, none after. */
    synchronized void mark(long row) {
        mark = row;
        givenAtMark = given;
        toldBeforeMark = told;
        rejectedBeforeMark = rejected;
    }

    synchronized boolean isMarkReached() {
        return toldBeforeMark == givenAtMark;
    }

    /** Rows refused before the mark; once it is reached. */
    synchronized long rejectedBeforeMark() {
        return rejectedBeforeMark;
    }

    /** Errors before the mark as JSON; once it is reached. */
    synchronized String errorsBeforeMark() {
        return errors.json(mark);
    }

    /** All errors kept. */
    synchronized List<RowError> errors() {
        return errors.before(Long.MAX_VALUE);
    }

    synchronized long accepted() {
        return accepted;
    }

    synchronized long duplicate() {
        return duplicate;
    }

    synchronized long rejected() {
        return rejected;
    }
}
