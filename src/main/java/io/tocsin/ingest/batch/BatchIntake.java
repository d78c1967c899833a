package io.tocsin.ingest.batch;

import io.tocsin.ingest.IntakeClock;
import io.tocsin.ingest.IntakeListener.End;
import io.tocsin.ingest.IntakeListener;
import io.tocsin.ingest.IntakeStore;
import io.tocsin.ingest.SubmissionStore.Begun;
import io.tocsin.ingest.SubmissionStore.Submission;
import io.tocsin.ingest.SubmissionStore;
import io.tocsin.ingest.limit.ClientGate;
import io.tocsin.ingest.limit.ClientGates;
import io.tocsin.ingest.row.BadBodyException;
import io.tocsin.ingest.row.IdleBodyException;
import io.tocsin.ingest.row.RowRules;
import io.tocsin.warning.Batch;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes whole batches in, one body each, under an idempotency key: the first time, again, or on
 * from where an earlier body was cut. Safe for many threads.
 */
public final class BatchIntake {
    /** How long a key is held without a sign of life: four breaths. */
    static final Duration HOLD = Duration.ofSeconds(20);
    private static final String OTHER_FIELDS = "the fields or the form of the batch differ";
    private static final Duration MOST_DELAY = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(BatchIntake.class);

    private final IntakeStore store;
    private final SubmissionStore submissions;
    private final RowRules rules;
    private final ClientGates gates;
    private final IntakeClock clock;
    private final Supplier<BatchId> ids;
    private final IntakeListener listener;

    /**
     * Wires it.
     *
     * @param store keeps batches
     * @param submissions keeps answers
     * @param rules what rows are checked against
     * @param gates limits of all clients
     * @param clock the time
     * @param ids makes identities, safe for many threads
     * @param listener hears what is taken in
     */
    public BatchIntake(IntakeStore store, SubmissionStore submissions, RowRules rules, ClientGates gates,
            IntakeClock clock, Supplier<BatchId> ids, IntakeListener listener) {
        this.store = store;
        this.submissions = submissions;
        this.rules = rules;
        this.gates = gates;
        this.clock = clock;
        this.ids = ids;
        this.listener = listener;
    }

    /**
     * Reads a body to its end and makes its rows durable; blocks as long as that takes.
     *
     * @param client who sends it
     * @param key its idempotency key
     * @throws StoreUnavailableException when the store does not answer; the key resumes it
     * @throws InterruptedException when the gateway stops; the key resumes it
     */
    public SubmitResult submit(String client, String key, BatchBody body) throws InterruptedException {
        SubmitResult result = admit(client, key, body);
        listener.submission(client, "http", switch (result) {
            case SubmitResult.Done done -> done.replayed() ? End.REPLAYED : End.DONE;
            case SubmitResult.Cut _ -> End.CUT;
            case SubmitResult.Running _,SubmitResult.OverRate _,SubmitResult.OverPending _ -> End.BUSY;
            case SubmitResult.Different _,SubmitResult.BadBody _,SubmitResult.BadField _ -> End.REFUSED;
        });
        return result;
    }

    private SubmitResult admit(String client, String key, BatchBody body) throws InterruptedException {
        ClientGate gate = gates.of(client);
        Duration delay = gate.delay();
        if (delay.compareTo(MOST_DELAY) > 0) {
            return new SubmitResult.OverRate(delay);
        }
        BodyRows rows;
        try {
            rows = BodyRows.open(body);
        } catch (BadBodyException e) {
            return new SubmitResult.BadBody(e.detail() + "; " + Taken.NOTHING);
        } catch (IOException e) {
            return new SubmitResult.Cut(e instanceof IdleBodyException, Taken.NOTHING);
        }
        return switch (BatchDraft.of(ids.get(), client, rows.fields(), rules, clock.instant())) {
            case BatchDraft.Drafted.Bad bad -> badField(bad);
            case BatchDraft.Drafted.Good good -> begin(new Key("http:" + client, key), good.batch(),
                    Fingerprint.of(body.format(), body.charset(), rows.fields()), rows);
        };
    }

    private SubmitResult begin(Key key, Batch draft, String fingerprint, BodyRows input) throws InterruptedException {
        Submission fresh = new Submission(draft.id(), fingerprint, 0, Fingerprint.OF_NOTHING, 0, "[]", "");
        return switch (submissions.begin(key.scope(), key.key(), fresh, HOLD)) {
            case Begun.Running _ -> new SubmitResult.Running();
            case Begun.Fresh _ -> held(key, draft, fresh, null, input);
            case Begun.Again(Submission known) when !known.answer().isEmpty() -> known.fingerprint().equals(fingerprint)
                    ? replay(key, known, input)
                    : new SubmitResult.Different(OTHER_FIELDS);
            case Begun.Again(Submission known) -> again(key, draft, fresh, known, input);
        };
    }

    /** Goes on with a submission that has no answer; one of which nothing was taken begins anew. */
    private SubmitResult again(Key key, Batch draft, Submission fresh, Submission known, BodyRows input)
            throws InterruptedException {
        boolean goesOn = false;
        try {
            boolean same = known.fingerprint().equals(fresh.fingerprint());
            Batch batch = store.find(draft.client(), known.batch()).orElse(null);
            if (!same && (batch != null || known.prefixBytes() > 0)) {
                return new SubmitResult.Different(OTHER_FIELDS);
            }
            Submission from = same ? known : fresh;
            if (!same) {
                submissions.checkpoint(key.scope(), key.key(), from, HOLD);
            }
            goesOn = true;
            return held(key, draft, from, batch, input);
        } finally {
            if (!goesOn) {
                release(key);
            }
        }
    }

    /** Reads the body for its hash alone. */
    private SubmitResult replay(Key key, Submission known, BodyRows input) {
        try {
            input.bytes().takeAll();
        } catch (IOException e) {
            return new SubmitResult.Cut(e instanceof IdleBodyException, "it was answered before, send it again");
        } finally {
            submissions.release(key.scope(), key.key());
        }
        return input.bytes().offset() == known.prefixBytes() && input.bytes().digestHex().equals(known.prefixHash())
                ? new SubmitResult.Done(known.batch(), known.answer(), true)
                : new SubmitResult.Different("the body differs from the one that was answered");
    }

    private SubmitResult held(Key key, Batch draft, Submission known, @Nullable Batch found, BodyRows input)
            throws InterruptedException {
        boolean done = false;
        boolean taken = found != null || known.prefixBytes() > 0;
        try {
            ClientGate gate = gates.of(draft.client());
            if (gate.isFull()) {
                return new SubmitResult.OverPending(gate.limits().maxPending());
            }
            Optional<BatchDraft.Drafted.Bad> expired = BatchDraft.expired(draft, clock.instant());
            if (found == null && expired.isPresent()) {
                return badField(expired.get());
            }
            Batch batch = found != null ? found : BatchDraft.named(known.batch(), draft);
            Submitting run = new Submitting(key, new Submitting.Target(batch, found != null), known,
                    new Submitting.Ports(store, submissions, clock, listener), rules, gate);
            try {
                SubmitResult result = run.read(input);
                done = result instanceof SubmitResult.Done;
                return result;
            } finally {
                taken |= run.isRecorded();
            }
        } finally {
            if (!done) {
                free(key, taken);
            }
        }
    }

    private static SubmitResult badField(BatchDraft.Drafted.Bad bad) {
        return new SubmitResult.BadField(bad.field(), bad.code(), bad.message());
    }

    private void release(Key key) {
        free(key, true);
    }

    private void free(Key key, boolean taken) {
        try {
            if (taken) {
                submissions.release(key.scope(), key.key());
            } else {
                submissions.discard(key.scope(), key.key());
            }
        } catch (StoreUnavailableException e) {
            LOG.warn("the key of a submission could not be freed, it frees itself in {}: {}", HOLD, e.getMessage());
        }
    }

    /** A key in its scope. */
    record Key(String scope, String key) {}
}
