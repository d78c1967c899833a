package io.tocsin.ingest.batch.dry;

import io.tocsin.ingest.IntakeClock;
import io.tocsin.ingest.batch.BatchBody;
import io.tocsin.ingest.batch.BatchDraft;
import io.tocsin.ingest.batch.BodyRows;
import io.tocsin.ingest.row.BadBodyException;
import io.tocsin.ingest.row.IdleBodyException;
import io.tocsin.ingest.row.RowRules;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.StoreUnavailableException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Reads a body as intake would, by the same rules, and says what would become of it. Nothing is
 * made, counted against a client's rate, or remembered. It requires a store that answers, to know
 * what was used and what waits. Safe for many threads.
 */
public final class DryRun {
    /** They compete with real intake for time and memory. */
    private static final int AT_ONCE = 2;
    private static final BatchId NOBODY = new BatchId("0000000000000000");
    private final RowRules rules;
    private final IntakeClock clock;
    private final Prior prior;
    private final Prospect prospect;
    private final Semaphore room = new Semaphore(AT_ONCE);

    /** What came of it. */
    public sealed interface Result {
        /**
         * It was read to its end.
         *
         * @param forecast what would become of it
         */
        record Done(Forecast forecast) implements Result {}

        /**
         * It is not what it says to be; intake would take the rows before the fault and refuse the rest.
         *
         * @param detail what was got and what was expected
         */
        record BadBody(String detail) implements Result {}

        /** A field of the batch is wrong. */
        record BadField(BatchDraft.Drafted.Bad fault) implements Result {}

        /**
         * It did not come to its end.
         *
         * @param idle whether it stopped coming
         */
        record Cut(boolean idle) implements Result {}

        /** As many are under way as may be. */
        record Busy() implements Result {}
    }

    /**
     * Goes by that.
     *
     * @param rules those of intake
     * @param prior what is known
     * @param prospect what sending would do
     */
    public DryRun(RowRules rules, IntakeClock clock, Prior prior, Prospect prospect) {
        this.rules = rules;
        this.clock = clock;
        this.prior = prior;
        this.prospect = prospect;
    }

    /**
     * Reads a body to its end; blocks as long as that takes.
     *
     * @throws StoreUnavailableException when the store does not answer
     */
    public Result of(String client, BatchBody body) {
        if (!room.tryAcquire()) {
            return new Result.Busy();
        }
        try {
            return read(client, BodyRows.open(body));
        } catch (BadBodyException e) {
            return new Result.BadBody(e.detail());
        } catch (IOException e) {
            return new Result.Cut(e instanceof IdleBodyException);
        } finally {
            room.release();
        }
    }

    private Result read(String client, BodyRows body) throws IOException {
        return switch (BatchDraft.of(NOBODY, client, body.fields(), rules, clock.instant())) {
            case BatchDraft.Drafted.Bad bad -> new Result.BadField(bad);
            case BatchDraft.Drafted.Good(var batch) -> {
                Optional<BatchDraft.Drafted.Bad> expired = BatchDraft.expired(batch, clock.instant());
                if (expired.isPresent()) {
                    yield new Result.BadField(expired.get());
                }
                Rehearsal rehearsal = new Rehearsal(batch, rules, prior, prospect);
                while (body.rows().advance()) {
                    rehearsal.take(body.rows().index(), body.rows().read());
                    body.bytes().endRow();
                }
                yield new Result.Done(rehearsal.over());
            }
        };
    }
}
