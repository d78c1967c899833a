package io.tocsin.ingest.tcp.submit;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tocsin.ingest.batch.RowErrors;
import io.tocsin.ingest.row.RowError;
import io.tocsin.ingest.tcp.protocol.Bodies;
import io.tocsin.warning.BatchId;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** The body of an ACK. */
final class AckJson {
    /** As many characters of errors at most, so that an ACK is no longer than a message may be. */
    private static final int MOST = 256 << 10;

    private AckJson() {}

    /** The totals, and as many of the errors as there is room for. */
    static String of(BatchId batch, RowTally.Totals totals, List<RowError> errors) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Bodies.JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("batchId", batch.value());
            json.writeNumberField("accepted", totals.accepted());
            json.writeNumberField("duplicate", totals.duplicate());
            json.writeNumberField("rejected", totals.rejected());
            json.writeFieldName("errors");
            RowErrors.write(json, first(errors));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail", e);
        }
        return text.toString();
    }

    private static List<RowError> first(List<RowError> errors) {
        int characters = 0;
        for (int i = 0; i < errors.size(); i++) {
            characters += 72 + errors.get(i).ref().length() + errors.get(i).field().length()
                    + errors.get(i).message().length();
            if (characters > MOST) {
                return errors.subList(0, i);
            }
        }
        return errors;
    }
}
