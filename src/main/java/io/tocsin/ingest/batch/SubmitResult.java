package io.tocsin.ingest.batch;

import io.tocsin.warning.BatchId;
import java.time.Duration;

/** What a submission came to. */
public sealed interface SubmitResult {
    /**
     * Everything accepted is durable.
     *
     * @param batch its batch
     * @param answer JSON for the client
     * @param replayed whether it is the answer of an earlier submission
     */
    record Done(BatchId batch, String answer, boolean replayed) implements SubmitResult {}

    /** The same key is being received by another request. */
    record Running() implements SubmitResult {}

    /**
     * The key was used for something else.
     *
     * @param detail what differs
     */
    record Different(String detail) implements SubmitResult {}

    /**
     * The body is not what it says to be; rows before the fault are durable, the key resumes after
     * them. Without such rows there is no batch, and the key is free.
     *
     * @param detail what was got, what was expected and what is taken
     */
    record BadBody(String detail) implements SubmitResult {}

    /**
     * A field of the batch is wrong.
     *
     * @param field which
     * @param code a stable word, as for rows
     * @param message what was got and what was expected
     */
    record BadField(String field, String code, String message) implements SubmitResult {}

    /**
     * The body ended before its end; the key resumes it. Before its first row there is no batch, and
     * the key is free.
     *
     * @param idle whether it stopped coming, rather than being cut
     * @param taken says what of it is taken
     */
    record Cut(boolean idle, String taken) implements SubmitResult {}

    /**
     * More than the client's rate.
     *
     * @param delay after which it is worth trying again
     */
    record OverRate(Duration delay) implements SubmitResult {}

    /**
     * As many warnings pending as the client may have.
     *
     * @param most how many that is
     */
    record OverPending(long most) implements SubmitResult {}
}
