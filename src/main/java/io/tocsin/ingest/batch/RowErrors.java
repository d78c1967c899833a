package io.tocsin.ingest.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.tocsin.ingest.row.RowError;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The errors of the first 1,000 refused rows of a submission, however they are found. */
public final class RowErrors {
    /** Most that are kept. */
    public static final int MOST = 1000;
    private static final JsonFactory JSON = new JsonFactory();

    /** Its head is the last row, the one to give up. */
    private final PriorityQueue<RowError> kept = new PriorityQueue<>(
            Comparator.comparingLong(RowError::index).reversed());

    /** None yet. */
    public RowErrors() {}

    /** Those that {@link #json} wrote. */
    static RowErrors of(String json) {
        RowErrors errors = new RowErrors();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == com.fasterxml.jackson.core.JsonToken.START_OBJECT) {
                errors.add(error(parser));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the store gave errors that nobody wrote: " + e.getMessage(), e);
        }
        return errors;
    }

    private static RowError error(JsonParser parser) throws IOException {
        long index = 0;
        String ref = "";
        String field = "";
        String code = "";
        String message = "";
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "index" -> index = parser.getLongValue();
                case "ref" -> ref = parser.getText();
                case "field" -> field = parser.getText();
                case "code" -> code = parser.getText();
                default -> message = parser.getText();
            }
        }
        return new RowError(index, ref, field, code, message);
    }

    /** Keeps an error if it is one of the first. */
    public void add(RowError error) {
        kept.add(error);
        if (kept.size() > MOST) {
            kept.poll();
        }
    }

    /** Those of rows before a row, in order. */
    public List<RowError> before(long row) {
        return kept.stream().filter(e -> e.index() < row).sorted(Comparator.comparingLong(RowError::index)).toList();
    }

    /** Writes errors as a JSON array. */
    public static void write(JsonGenerator json, List<RowError> errors) throws IOException {
        json.writeStartArray();
        for (RowError error : errors) {
            json.writeStartObject();
            json.writeNumberField("index", error.index());
            if (!error.ref().isEmpty()) {
                json.writeStringField("ref", error.ref());
            }
            json.writeStringField("field", error.field());
            json.writeStringField("code", error.code());
            json.writeStringField("message", error.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Those of rows before a row as a JSON array. */
    String json(long row) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json, before(row));
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail", e);
        }
        return text.toString();
    }
}
