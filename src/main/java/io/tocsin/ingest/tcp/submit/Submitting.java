package io.tocsin.ingest.tcp.submit;

import io.tocsin.ingest.IntakeListener.End;
import io.tocsin.ingest.batch.BatchDraft;
import io.tocsin.ingest.tcp.protocol.Body;
import io.tocsin.ingest.tcp.protocol.Problem;
import io.tocsin.ingest.tcp.protocol.ProblemKind;
import io.tocsin.ingest.tcp.session.SubmitDoor.Answer;
import io.tocsin.ingest.tcp.submit.SubmitBody.Read;
import io.tocsin.ingest.tcp.submit.SubmitBody.Target;
import io.tocsin.warning.Batch;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One SUBMIT on its way into the store. Used by one (virtual) thread.
 *
 * <p>
 * Its rows become durable beside those of others of the stream; then it waits for its turn, is
 * counted, recorded with its answer, and answered. A crash in between leaves rows without an
 * answer: the same SUBMIT, sent again, finds its batch by its record and its rows by their refs.
 */
final class Submitting {
    private static final Logger LOG = LoggerFactory.getLogger(Submitting.class);

    private final SubmitParts parts;
    private final Submissions.Source source;
    private final Order order;
    private final Order.Ticket ticket;
    private final long sequence;
    private final Body body;
    private final Hold hold;

    Submitting(SubmitParts parts, Submissions.Source source, Order order, Order.Ticket ticket, long sequence,
            Body body) {
        this.parts = parts;
        this.source = source;
        this.order = order;
        this.ticket = ticket;
        this.sequence = sequence;
        this.body = body;
        this.hold = new Hold(parts, order, source.scope(), Long.toUnsignedString(sequence),
                Hold.fresh(parts.ids().get(), body.sha256(), body.length()));
    }

    void run(Consumer<Answer> answers) {
        Answer answer;
        try {
            answer = answer();
            awaitTurn();
        } catch (RunningException e) {
            answer = failed(ProblemKind.STILL_RUNNING,
                    "the same sequence is being worked on elsewhere; send it again later");
        } catch (StoreUnavailableException e) {
            LOG.warn("A submission of {} is not taken, stream {}: {}", source.client(), source.stream(),
                    e.getMessage());
            answer = failed(ProblemKind.STORE_UNAVAILABLE, "nothing can be made durable now; send it again later");
        } catch (Order.BrokenException | InterruptedException e) {
            answer = failed(ProblemKind.STORE_UNAVAILABLE, "not taken: " + e.getMessage() + "; send it again");
        } catch (RuntimeException | Error e) {
            // Those behind it wait for its answer, whatever happened.
            LOG.error("A submission of {} failed, stream {}; its connection is closed", source.client(),
                    source.stream(), e);
            answer = failed(ProblemKind.INTERNAL, "a fault of the gateway; its log says more");
        }
        order.awaitPlace(ticket);
        answers.accept(answer);
        order.pass(answer instanceof Answer.Ack, sequence);
        parts.listener().submission(source.client(), "tcp", switch (answer) {
            case Answer.Ack(Body _, boolean replayed) -> replayed ? End.REPLAYED : End.DONE;
            case Answer.Refused _ -> End.REFUSED;
            case Answer.Failed _ -> End.BUSY;
        });
    }

    /** Those after it fail too. */
    private Answer failed(ProblemKind kind, String detail) {
        order.fail(ticket);
        hold.release();
        return new Answer.Failed(new Problem(kind, detail));
    }

    private Answer answer() throws Order.BrokenException, RunningException, InterruptedException {
        if (ticket.late()) {
            awaitTurn();
        }
        return switch (SubmitBody.read(body)) {
            case Read.Bad(Problem problem) -> new Answer.Refused(problem);
            case Read.Good good -> switch (hold.begin()) {
                case DONE -> new Answer.Ack(Body.of(hold.known().answer()), true);
                case CONFLICT -> new Answer.Refused(new Problem(ProblemKind.SEQUENCE_CONFLICT,
                        "got another body than the one sequence " + Long.toUnsignedString(sequence)
                                + " was used for, expected the same or a new sequence"));
                case RUNNING -> throw new RunningException();
                case OURS -> ours(good);
            };
        };
    }

    private Answer ours(Read.Good good) throws Order.BrokenException, InterruptedException {
        if (ticket.late() && !hold.isResumed() && order.isBehind(sequence)) {
            return refused(new Problem(ProblemKind.SEQUENCE_USED, "got sequence " + Long.toUnsignedString(sequence)
                    + ", behind the stream's last, and no answer of it is kept; expected a new sequence"));
        }
        return switch (target(good.target())) {
            case Found.Wrong(Problem problem) -> refused(problem);
            case Found.Right(Batch batch) -> rows(good, batch);
        };
    }

    private Answer rows(Read.Good good, Batch batch) throws Order.BrokenException, InterruptedException {
        RowTally tally = new RowTally(good.rows(), hold.isResumed());
        if (good.rows() > 0) {
            new RowIntake(parts, batch, order, hold, tally).take(body, good.rowsAt());
        }
        RowTally.Totals totals = tally.totals();
        awaitTurn();
        if (totals.duplicate() + totals.rejected() > 0) {
            parts.store().count(batch.id(), source.stream(), sequence, totals.duplicate(), totals.rejected());
        }
        if (good.end()) {
            parts.store().end(batch.id());
        }
        String answer = AckJson.of(batch.id(), totals, tally.errors());
        hold.finish(answer);
        parts.listener().rows(source.client(), "tcp", totals.accepted(), totals.duplicate(), totals.rejected());
        return new Answer.Ack(Body.of(answer), false);
    }

    private void awaitTurn() throws Order.BrokenException {
        while (!order.await(ticket, Hold.BREATH)) {
            hold.stayAlive();
        }
    }

    private Answer refused(Problem problem) {
        hold.forget();
        return new Answer.Refused(problem);
    }

    /** The batch, or why there is none. */
    private sealed interface Found {
        record Right(Batch batch) implements Found {}

        record Wrong(Problem problem) implements Found {}
    }

    private Found target(Target target) {
        return switch (target) {
            case Target.Known(var id) -> {
                Optional<Batch> batch = parts.store().find(source.client(), id);
                if (batch.isEmpty()) {
                    yield new Found.Wrong(new Problem(ProblemKind.NOT_FOUND, "batchId: got " + id
                            + ", expected one of this client's batches"));
                }
                // What closed it may have been this very submission, before a crash.
                yield hold.isResumed() || parts.store().isAccepting(id)
                        ? new Found.Right(batch.get())
                        : new Found.Wrong(new Problem(ProblemKind.CONFLICT, "batchId: got " + id
                                + ", which is closed; expected one that is not"));
            }
            case Target.Fresh(var fields) -> {
                Optional<Batch> before = hold.isResumed()
                        ? parts.store().find(source.client(), hold.known().batch())
                        : Optional.empty();
                yield before.isPresent()
                        ? new Found.Right(before.get())
                        : switch (BatchDraft.of(hold.known().batch(), source.client(), fields, parts.rules(),
                                parts.clock().instant())) {
                            case BatchDraft.Drafted.Bad bad -> wrong(bad);
                            case BatchDraft.Drafted.Good good -> created(good.batch());
                        };
            }
        };
    }

    private Found created(Batch batch) {
        Instant now = parts.clock().instant();
        Optional<BatchDraft.Drafted.Bad> expired = BatchDraft.expired(batch, now);
        if (expired.isPresent()) {
            return wrong(expired.get());
        }
        parts.store().create(batch);
        return new Found.Right(batch);
    }

    private static Found wrong(BatchDraft.Drafted.Bad bad) {
        return new Found.Wrong(Problem.field(bad.field(), bad.code(), bad.message()));
    }

    /** Somebody else works on the sequence for too long. */
    private static final class RunningException extends Exception {
        private static final long serialVersionUID = 1;

        RunningException() {
            super("still running", null, false, false);
        }
    }
}
