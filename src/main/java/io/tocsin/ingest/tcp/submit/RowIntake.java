package io.tocsin.ingest.tcp.submit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tocsin.ingest.IntakeStore;
import io.tocsin.ingest.limit.LimitedRows;
import io.tocsin.ingest.row.json.JsonRow;
import io.tocsin.ingest.row.Row;
import io.tocsin.ingest.row.RowCheck;
import io.tocsin.ingest.row.RowError;
import io.tocsin.ingest.tcp.protocol.Bodies;
import io.tocsin.ingest.tcp.protocol.Body;
import io.tocsin.warning.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Brings the rows of one SUBMIT into the store, within the client's limits. Used by one thread. */
final class RowIntake {
    private final SubmitParts parts;
    private final Batch batch;
    private final RowTally tally;
    private final LimitedRows<Order.BrokenException> limited;

    RowIntake(SubmitParts parts, Batch batch, Order order, Hold hold, RowTally tally) {
        this.parts = parts;
        this.batch = batch;
        this.tally = tally;
        this.limited = new LimitedRows<>(new RowCheck(parts.rules(), batch), parts.gates().of(batch.client()),
                parts.clock(), tally, () -> {
                    order.check();
                    hold.stayAlive();
                }, Hold.BREATH);
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
                limited.take(index++, read(json, parser, token), writer);
            }
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the body was read before, and was JSON", e);
        } finally {
            limited.close();
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
}
