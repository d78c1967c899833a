package io.tocsin.ingest;

import io.tocsin.warning.Batch;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.StoreUnavailableException;
import java.util.Optional;

/** Where batches and their warnings become durable. Calls block; use virtual threads. */
public interface IntakeStore {
    /**
     * Records a batch in state accepting.
     *
     * @throws StoreUnavailableException when it is not durable
     */
    void create(Batch batch);

    /** The batch, if that client has one of that identity. */
    Optional<Batch> find(String client, BatchId id);

    /** Begins to write rows of a recorded batch; several writers of one batch may be open. */
    Writer open(Batch batch, Outcomes outcomes);

    /**
     * Ends intake of a batch: it is done when its last warning is final. Idempotent.
     *
     * @param rejected rows refused so far over all submissions of the batch
     * @param duplicate rows found to be duplicates so far
     */
    void close(BatchId id, long duplicate, long rejected);

    /**
     * Sets the numbers of a batch whose intake goes on later; nothing happens when it has ended.
     *
     * @param rejected rows refused so far over all submissions of the batch
     * @param duplicate rows found to be duplicates so far
     */
    void note(BatchId id, long duplicate, long rejected);

    /** Ends intake of a batch, leaving its numbers as they were counted. Idempotent. */
    void end(BatchId id);

    /** Whether intake of a recorded batch has not ended. */
    boolean isAccepting(BatchId id);

    /**
     * Adds to a batch's numbers while it stays open; once for each sequence of a source, however often
     * it is called.
     *
     * @param source one of several that submit to the batch
     * @param sequence greater (unsigned) than those of the source counted before, or nothing is added
     */
    void count(BatchId id, String source, long sequence, long duplicate, long rejected);

    /** How many warnings of the batch are durable. */
    long accepted(BatchId id);

    /** Warnings of the client that are not final, over all nodes; may lag by a second. */
    long pending(String client);

    /** Hears what became of rows, in no particular order, from any thread. */
    interface Outcomes {
        /** The row's end. */
        void row(long row, RowOutcome outcome);
    }

    /** A writer of rows; used by one thread. */
    interface Writer extends AutoCloseable {
        /**
         * Takes a row; waits while too much is on its way (that is the back-pressure).
         *
         * @throws StoreUnavailableException when rows taken before could not be made durable
         */
        void add(NewWarning row);

        /**
         * Waits until all rows taken so far have their outcome.
         *
         * @throws StoreUnavailableException when some could not be made durable; their outcome is not told
         */
        void flush();

        /** Gives up rows whose outcome is not told. */
        @Override
        void close();
    }
}
