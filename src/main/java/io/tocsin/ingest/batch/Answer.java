package io.tocsin.ingest.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tocsin.ingest.row.RowError;
import io.tocsin.warning.BatchId;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The totals of a submission as they are answered; they always balance.
 *
 * @param batch its batch
 * @param accepted rows made durable
 * @param duplicate rows known before
 * @param rejected rows refused
 */
record Answer(BatchId batch, long accepted, long duplicate, long rejected) {
    private static final JsonFactory JSON = new JsonFactory();

    /** The answer over HTTP. */
    String json(List<RowError> errors) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("id", batch.value());
            json.writeNumberField("submitted", accepted + duplicate + rejected);
            json.writeNumberField("accepted", accepted);
            json.writeNumberField("duplicate", duplicate);
            json.writeNumberField("rejected", rejected);
            json.writeFieldName("errors");
            RowErrors.write(json, errors);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail", e);
        }
        return text.toString();
    }
}
