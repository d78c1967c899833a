package io.tocsin.ingest.tcp.submit;

import io.tocsin.ingest.SubmissionStore;
import io.tocsin.ingest.SubmissionStore.Begun;
import io.tocsin.ingest.SubmissionStore.Submission;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to work on one sequence of a stream, renewed while its owner waits for something. It
 * runs out by itself when its node dies; nothing breaks when two work on the same, as refs are
 * taken once. Used by one thread.
 */
final class Hold {
    /** How long without a sign of life. */
    static final Duration LENGTH = Duration.ofSeconds(10);
    /** How often to give one. */
    static final Duration BREATH = Duration.ofSeconds(3);
    /** Between two looks at a sequence that somebody else works on. */
    static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(Hold.class);

    private final SubmitParts parts;
    private final Order order;
    private final String scope;
    private final String key;
    private final Submission fresh;
    private Submission known;
    private boolean begunBefore;
    private long toldAt;
    private boolean held;

    /** What beginning came to. */
    enum Begin {
        /** The work is ours. */
        OURS,
        /** It was done: {@link #known} has the answer. */
        DONE,
        /** The sequence was used for another body. */
        CONFLICT,
        /** Somebody else works on it, for very long. */
        RUNNING
    }

    Hold(SubmitParts parts, Order order, String scope, String key, Submission fresh) {
        this.parts = parts;
        this.order = order;
        this.scope = scope;
        this.key = key;
        this.fresh = fresh;
        this.known = fresh;
    }

    /** What is recorded of a body before it is answered. */
    static Submission fresh(BatchId batch, String hash, int bytes) {
        return new Submission(batch, hash, bytes, hash, 0, "[]", "");
    }

    /** Takes the sequence; waits for somebody else who works on it. */
    Begin begin() throws Order.BrokenException, InterruptedException {
        SubmissionStore store = parts.submissions();
        long begun = parts.clock().nanos();
        Begun found = store.begin(scope, key, fresh, LENGTH);
        while (found instanceof Begun.Running) {
            if (parts.clock().nanos() - begun > PATIENCE.toNanos()) {
                return Begin.RUNNING;
            }
            order.check();
            parts.clock().sleep(LOOK);
            found = store.begin(scope, key, fresh, LENGTH);
        }
        held = true;
        toldAt = parts.clock().nanos();
        if (found instanceof Begun.Again(Submission before)) {
            return again(before);
        }
        return Begin.OURS;
    }

    private Begin again(Submission before) {
        if (before.fingerprint().isEmpty()) {
            // An earlier body was refused, so the sequence is free.
            tell();
            return Begin.OURS;
        }
        if (!before.fingerprint().equals(fresh.fingerprint())) {
            release();
            return Begin.CONFLICT;
        }
        known = before;
        if (!before.answer().isEmpty()) {
            release();
            return Begin.DONE;
        }
        begunBefore = true;
        return Begin.OURS;
    }

    /** What is recorded of it. */
    Submission known() {
        return known;
    }

    /** Whether an earlier attempt may have made some of its rows durable. */
    boolean isResumed() {
        return begunBefore;
    }

    /** Renews the right if that was long ago. */
    void stayAlive() {
        if (parts.clock().nanos() - toldAt > BREATH.toNanos()) {
            tell();
        }
    }

    private void tell() {
        parts.submissions().checkpoint(scope, key, known, LENGTH);
        toldAt = parts.clock().nanos();
    }

    /** Records the answer. */
    void finish(String answer) {
        parts.submissions().finish(scope, key, new Submission(known.batch(), known.fingerprint(), known.prefixBytes(),
                known.prefixHash(), 0, "[]", answer));
        held = false;
    }

    /** The body is refused: another may have the sequence. */
    void forget() {
        known = new Submission(fresh.batch(), "", 0, "", 0, "[]", "");
        tell();
        release();
    }

    /** Gives the right up; the sequence may be sent again. */
    void release() {
        if (!held) {
            return;
        }
        held = false;
        try {
            parts.submissions().release(scope, key);
        } catch (StoreUnavailableException e) {
            LOG.warn("A sequence of {} could not be freed, it frees itself in {} s: {}", scope, LENGTH.toSeconds(),
                    e.getMessage());
        }
    }
}
