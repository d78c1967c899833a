package io.tocsin.ingest.tcp.submit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tocsin.ingest.IntakeStore;
import io.tocsin.ingest.limit.ClientGate;
import io.tocsin.ingest.row.json.JsonRow;
import io.tocsin.ingest.row.Row;
import io.tocsin.ingest.row.RowCheck;
import io.tocsin.ingest.row.RowError;
import io.tocsin.ingest.tcp.protocol.Bodies;
import io.tocsin.ingest.tcp.protocol.Body;
import io.tocsin.warning.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Brings the rows of one SUBMIT into the store, within the client's limits. Used by one thread. */
final class RowIntake {
    /** As over HTTP: so long it waits for others to become final, then rows are refused. */
    private static final Duration PENDING_WAIT = Duration.ofSeconds(30);
    private static final Duration PENDING_LOOK = Duration.ofMillis(250);

    private final SubmitParts parts;
    private final Batch batch;
    private final Order order;
    private final Hold hold;
    private final RowTally tally;
    private final RowCheck check;
    private final ClientGate gate;
    private int turns;
    private boolean over;

    RowIntake(SubmitParts parts, Batch batch, Order order, Hold hold, RowTally tally) {
        this.parts = parts;
        this.batch = batch;
        this.order = order;
        this.hold = hold;
        this.tally = tally;
        this.check = new RowCheck(parts.rules(), batch);
        this.gate = parts.gates().of(batch.client());
    }

    /**
     * Takes all rows; when it returns, each has its outcome.
     *
     * @param from where their array begins
     */
    void take(Body body, int from) throws Order.BrokenException, InterruptedException {
        JsonRow json = new JsonRow();
        try (IntakeStore.Writer writer = parts.store().open(batch, tally);
                JsonParser parser = Bodies.JSON.createParser(body.bytes(), from, body.length() - from)) {
            parser.nextToken();
            long index = 0;
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                waitForTurn();
                row(index++, read(json, parser, token), writer);
            }
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the body was read before, and was JSON", e);
        } finally {
            gate.giveBack(turns);
        }
    }

    private static Row read(JsonRow json, JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            return json.read(parser);
        }
        parser.skipChildren();
        return new Row.Unreadable("", RowError.BAD_JSON, "got " + (token == JsonToken.START_ARRAY
                ? "an array"
                : "a value") + ", expected an object");
    }

    private void row(long index, Row row, IntakeStore.Writer writer)
            throws Order.BrokenException, InterruptedException {
        switch (check.check(index, row)) {
            case RowCheck.Checked.Invalid invalid -> tally.reject(invalid.error());
            case RowCheck.Checked.Valid valid -> {
                if (isOverPending(writer)) {
                    tally.reject(new RowError(index, "", RowError.OVER_PENDING,
                            "as many warnings are pending as agreed, " + gate.limits().maxPending()));
                } else {
                    tally.give(index, valid.warning().ref());
                    gate.gave();
                    writer.add(valid.warning());
                }
            }
        }
    }

    private void waitForTurn() throws Order.BrokenException, InterruptedException {
        if (turns == 0) {
            turns = gate.slice();
            for (Duration wait = gate.take(turns); wait.isPositive();) {
                Duration nap = wait.compareTo(Hold.BREATH) < 0 ? wait : Hold.BREATH;
                order.check();
                parts.clock().sleep(nap);
                wait = wait.minus(nap);
                hold.stayAlive();
            }
        }
        turns--;
    }

    /** Waits a while for others to become final; once it was in vain, it is for the rest. */
    private boolean isOverPending(IntakeStore.Writer writer) throws Order.BrokenException, InterruptedException {
        if (!over && gate.isFull()) {
            // What was given counts as pending when it is durable, not while the writer keeps it back.
            writer.flush();
            long begun = parts.clock().nanos();
            while (gate.isFull()) {
                if (parts.clock().nanos() - begun > PENDING_WAIT.toNanos()) {
                    over = true;
                    break;
                }
                order.check();
                parts.clock().sleep(PENDING_LOOK);
                hold.stayAlive();
            }
        }
        return over;
    }
}
