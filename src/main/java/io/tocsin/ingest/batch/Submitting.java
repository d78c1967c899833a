package io.tocsin.ingest.batch;

import io.tocsin.ingest.IntakeClock;
import io.tocsin.ingest.IntakeListener;
import io.tocsin.ingest.IntakeStore;
import io.tocsin.ingest.SubmissionStore.Submission;
import io.tocsin.ingest.SubmissionStore;
import io.tocsin.ingest.limit.ClientGate;
import io.tocsin.ingest.limit.LimitedRows;
import io.tocsin.ingest.row.BadBodyException;
import io.tocsin.ingest.row.BodyBytes;
import io.tocsin.ingest.row.IdleBodyException;
import io.tocsin.ingest.row.RowCheck;
import io.tocsin.ingest.row.RowReader;
import io.tocsin.ingest.row.RowRules;
import io.tocsin.warning.Batch;
import java.io.IOException;
import java.time.Duration;

/**
 * One body on its way into the store. Used by one thread.
 *
 * <p>
 * Rows inside the durable prefix of an earlier attempt are only counted. Those after it that
 * reached the store before the cut come back as duplicates of this very batch; the totals are made
 * at the end from what is durable, so they count once, as accepted.
 *
 * <p>
 * The batch is recorded with its first row, whatever becomes of that row, or at the regular end of
 * a body without any: a body refused before leaves no batch behind.
 */
final class Submitting {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Batch batch;
    private final Ports ports;
    private final Tally tally;
    private final Checkpoints checkpoints;
    private final LimitedRows<RuntimeException> limited;
    private final Submission known;
    private long rows;
    private boolean recorded;
    private boolean pastPrefix;

    /**
     * Where rows go.
     *
     * @param batch the batch
     * @param recorded whether the store has it already
     */
    record Target(Batch batch, boolean recorded) {}

    /** Says what of a body that ended early is taken. */
    private interface Words {
        String of(long rows, Answer sums);
    }

    /** What it talks to. */
    record Ports(IntakeStore store, SubmissionStore submissions, IntakeClock clock, IntakeListener listener) {}

    Submitting(BatchIntake.Key key, Target target, Submission known, Ports ports, RowRules rules, ClientGate gate) {
        this.batch = target.batch();
        this.recorded = target.recorded();
        this.known = known;
        this.ports = ports;
        this.tally = new Tally(known.rejected(), RowErrors.of(known.errors()));
        this.checkpoints = new Checkpoints(key, known, ports, tally);
        this.limited = new LimitedRows<>(new RowCheck(rules, batch), gate, ports.clock(), tally,
                checkpoints::stayAlive, Checkpoints.BREATH);
    }

    SubmitResult read(BodyRows body) throws InterruptedException {
        BodyBytes bytes = body.bytes();
        RowReader reader = body.rows();
        body.whileWaiting().accept(checkpoints::stayAlive);
        Counted counted = new Counted();
        try (IntakeStore.Writer writer = ports.store().open(batch, tally)) {
            try {
                if (!skipPrefix(bytes, reader)) {
                    return new SubmitResult.Different(
                            "the body differs in its first " + known.prefixBytes() + " bytes");
                }
                pastPrefix = true;
                while (reader.advance()) {
                    record();
                    limited.take(reader.index(), reader.read(), writer);
                    rows++;
                    bytes.endRow();
                    checkpoints.after(reader.index() + 1, bytes, writer);
                    counted.tellNowAndThen();
                }
                writer.flush();
                return finish(bytes, reader);
            } catch (BadBodyException e) {
                return new SubmitResult.BadBody(
                        e.detail() + "; " + early(Taken::beforeFault, bytes, reader, writer));
            } catch (IOException e) {
                return new SubmitResult.Cut(e instanceof IdleBodyException,
                        early(Taken::beforeCut, bytes, reader, writer));
            }
        } finally {
            limited.close();
            counted.tell();
        }
    }

    /** Goes over what is durable; false when it is not the same. */
    private boolean skipPrefix(BodyBytes bytes, RowReader reader) throws IOException {
        while (bytes.rowOffset() < known.prefixBytes()) {
            if (!reader.advance()) {
                return false;
            }
            bytes.endRow();
            rows++;
        }
        return known.prefixBytes() == 0 || (bytes.rowOffset() == known.prefixBytes()
                && bytes.rowDigestHex().equals(known.prefixHash()));
    }

    /** Whether the store has the batch, or may have it. */
    boolean isRecorded() {
        return recorded;
    }

    private void record() {
        if (!recorded) {
            checkpoints.stayAlive();
            recorded = true;
            ports.store().create(batch);
        }
    }

    private SubmitResult finish(BodyBytes bytes, RowReader reader) throws IOException {
        bytes.takeAll();
        record();
        Answer answer = sums();
        ports.store().close(batch.id(), answer.duplicate(), answer.rejected());
        String json = answer.json(tally.errors());
        checkpoints.finish(reader.index() + 1, bytes, json);
        return new SubmitResult.Done(batch.id(), json, false);
    }

    /**
     * The body ends early: makes its rows durable and the batch's numbers true, and says what is taken.
     */
    private String early(Words words, BodyBytes bytes, RowReader reader, IntakeStore.Writer writer) {
        if (!recorded) {
            return Taken.NO_ROW;
        }
        if (!pastPrefix) {
            return Taken.BEFORE;
        }
        checkpoints.last(reader.index() + 1, bytes, writer);
        Answer sums = sums();
        ports.store().note(batch.id(), sums.duplicate(), sums.rejected());
        return words.of(rows, sums);
    }

    /** What became of the rows so far; each has its end. */
    private Answer sums() {
        long accepted = ports.store().accepted(batch.id());
        // A row refused now may have been made durable by an attempt that died before it said so.
        long rejected = Math.min(tally.rejected(), Math.max(0, rows - accepted));
        return new Answer(batch.id(), accepted, Math.max(0, rows - accepted - rejected), rejected);
    }

    /**
     * Tells the listener what came to its end since it was told: every second, and at the end, however
     * that came.
     */
    private final class Counted {
        private long accepted;
        private long duplicate;
        private long rejected = tally.rejected();
        private long toldAt = ports.clock().nanos();

        void tellNowAndThen() {
            if (ports.clock().nanos() - toldAt >= SECOND) {
                tell();
            }
        }

        void tell() {
            toldAt = ports.clock().nanos();
            long acceptedNow = tally.accepted();
            long duplicateNow = tally.duplicate();
            long rejectedNow = tally.rejected();
            ports.listener().rows(batch.client(), "http", acceptedNow - accepted, duplicateNow - duplicate,
                    rejectedNow - rejected);
            accepted = acceptedNow;
            duplicate = duplicateNow;
            rejected = rejectedNow;
        }
    }
}
