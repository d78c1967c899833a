package io.tocsin.ingest;

import io.tocsin.warning.BatchId;
import java.time.Duration;
import java.util.Optional;

/**
 * What was answered to which submission, so that asking again gets the same answer: by idempotency
 * key over HTTP, by sequence of a stream over TCP. Calls block.
 */
public interface SubmissionStore {
    /**
     * One submission.
     *
     * @param batch the batch it makes or adds to
     * @param fingerprint of what must be equal when it comes again (fields, content type), hex
     * @param prefixBytes how many bytes of the body are durable, with their rows
     * @param prefixHash SHA-256 of those bytes, hex
     * @param rejected rows refused within the prefix
     * @param errors JSON array of the first 1,000 errors within the prefix
     * @param answer the final answer as JSON, empty until there is one
     */
    record Submission(BatchId batch, String fingerprint, long prefixBytes, String prefixHash, long rejected,
            String errors, String answer) {}

    /** What came of the attempt to begin. */
    sealed interface Begun {
        /** Nobody used the key: the given submission is recorded and this node holds it. */
        record Fresh() implements Begun {}

        /**
         * Seen before: not held by anyone now, so this node holds it.
         *
         * @param known how far it came, with its answer if it has one
         */
        record Again(Submission known) implements Begun {}

        /** Another request is at it right now. */
        record Running() implements Begun {}
    }

    /**
     * Takes the key for this request.
     *
     * @param scope {@code http:client} or {@code tcp:client:stream}
     * @param key the key or sequence as it came
     * @param fresh what to record if nobody used it
     * @param hold how long the key is held without {@link #checkpoint}
     */
    Begun begin(String scope, String key, Submission fresh, Duration hold);

    /** Records how far it came and renews the hold. */
    void checkpoint(String scope, String key, Submission soFar, Duration hold);

    /** Records the answer and frees the key; kept for the configured time (72 h). */
    void finish(String scope, String key, Submission done);

    /** Frees the key without an answer: the body was cut. */
    void release(String scope, String key);

    /**
     * Frees the key as if it had never been used, unless another request holds it by now: the body was
     * refused before anything of it was taken.
     */
    void discard(String scope, String key);

    /**
     * The last sequence of the TCP stream whose answer is durable, 0 if none; also advanced by
     * {@link #finish}.
     */
    Optional<Long> lastSequence(String scope);
}
