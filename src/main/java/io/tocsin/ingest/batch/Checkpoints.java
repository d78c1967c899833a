package io.tocsin.ingest.batch;

import io.tocsin.ingest.IntakeStore;
import io.tocsin.ingest.SubmissionStore.Submission;
import io.tocsin.ingest.row.BodyBytes;
import java.time.Duration;

/**
 * Records every now and then how far a body is durable. A checkpoint is begun by marking a row, and
 * written once everything before the mark has its end; reading goes on in between. Used by one
 * thread.
 */
final class Checkpoints {
    /** Longest time without a sign of life while waiting for something else. */
    static final Duration BREATH = Duration.ofSeconds(5);
    private static final long ROWS = 50_000;
    private static final long NANOS = Duration.ofSeconds(2).toNanos();

    private final BatchIntake.Key key;
    private final Submitting.Ports ports;
    private final Tally tally;
    private Submission durable;
    private Submission marked;
    private boolean waiting;
    private long markedRow;
    private long markedAt;
    private long toldAt;

    Checkpoints(BatchIntake.Key key, Submission known, Submitting.Ports ports, Tally tally) {
        this.key = key;
        this.ports = ports;
        this.tally = tally;
        this.durable = known;
        this.marked = known;
        this.markedAt = ports.clock().nanos();
        this.toldAt = markedAt;
    }

    /** All rows before a place were given or refused. */
    void after(long next, BodyBytes bytes, IntakeStore.Writer writer) {
        long now = ports.clock().nanos();
        boolean due = next - markedRow >= ROWS || now - markedAt >= NANOS;
        if (waiting && due) {
            // The store holds rows back; a barrier is better than reading on without an end.
            writer.flush();
        }
        if (waiting && tally.isMarkReached()) {
            write();
        }
        if (!waiting && due) {
            mark(next, bytes);
            markedAt = now;
        }
    }

    private void mark(long next, BodyBytes bytes) {
        tally.mark(next);
        markedRow = next;
        marked = new Submission(durable.batch(), durable.fingerprint(), bytes.rowOffset(), bytes.rowDigestHex(), 0, "",
                "");
        waiting = true;
    }

    private void write() {
        waiting = false;
        durable = new Submission(marked.batch(), marked.fingerprint(), marked.prefixBytes(), marked.prefixHash(),
                tally.rejectedBeforeMark(), tally.errorsBeforeMark(), "");
        tell();
    }

    private void tell() {
        toldAt = ports.clock().nanos();
        ports.submissions().checkpoint(key.scope(), key.key(), durable, BatchIntake.HOLD);
    }

    /** Renews the hold of the key if that was long ago. */
    void stayAlive() {
        if (ports.clock().nanos() - toldAt > BREATH.toNanos()) {
            tell();
        }
    }

    /** The body ends early: everything that came is made durable and recorded. */
    void last(long next, BodyBytes bytes, IntakeStore.Writer writer) {
        writer.flush();
        if (bytes.rowOffset() > durable.prefixBytes()) {
            mark(next, bytes);
            write();
        }
    }

    /** The body is read and answered. */
    void finish(long next, BodyBytes bytes, String answer) {
        tally.mark(next);
        ports.submissions().finish(key.scope(), key.key(), new Submission(durable.batch(), durable.fingerprint(),
                bytes.offset(), bytes.digestHex(), tally.rejected(), tally.errorsBeforeMark(), answer));
    }
}
