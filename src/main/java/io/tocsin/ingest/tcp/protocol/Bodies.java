package io.tocsin.ingest.tcp.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tocsin.ingest.row.json.JsonRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The JSON bodies of what the gateway says, and the short ones that clients say. */
public final class Bodies {
    /** Reads and writes JSON in UTF-8 alone; nested deeper than anything we take it refuses. */
    public static final JsonFactory JSON = JsonRow.FACTORY;
    /** No fields. */
    public static final Body NOTHING = Body.of("{}");
    private static final int SHOWN = 40;
    private static final int REASON = 160;

    private Bodies() {}

    /** Writes one object. */
    @FunctionalInterface
    public interface Fields {
        /** Writes its fields. */
        void write(JsonGenerator json) throws IOException;
    }

    /** An object with those fields. */
    public static Body object(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail", e);
        }
        return Body.of(bytes.toByteArray());
    }

    /** Of a WELCOME. */
    public static Body welcome(int window, long lastSequence) {
        return object(json -> {
            json.writeNumberField("window", window);
            json.writeFieldName("lastSeq");
            json.writeNumber(Long.toUnsignedString(lastSequence));
        });
    }

    /** Of an ERROR: in lines a problem's {@code type} would meet the message's, so it stands apart. */
    public static Body problem(Problem problem) {
        return object(json -> {
            json.writeObjectFieldStart("problem");
            json.writeStringField("type", "/problems/" + problem.kind().code());
            json.writeStringField("title", problem.kind().title());
            json.writeStringField("code", problem.kind().code());
            json.writeStringField("detail", problem.detail());
            if (!problem.faults().isEmpty()) {
                json.writeArrayFieldStart("errors");
                for (Problem.Fault fault : problem.faults()) {
                    json.writeStartObject();
                    json.writeStringField("field", fault.field());
                    json.writeStringField("code", fault.code());
                    json.writeStringField("message", fault.message());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        });
    }

    /** Of a GOAWAY. */
    public static Body goAway(String reason, String detail) {
        return object(json -> {
            json.writeStringField("reason", reason);
            json.writeStringField("detail", detail);
        });
    }

    /** Of an EVENT: the result stands apart, as it may have a {@code type} of its own. */
    public static Body event(String json) {
        return Body.of("{\"event\":" + json + "}");
    }

    /** The id in an EVENT_ACK; empty when there is none. */
    public static Optional<String> eventId(Body body) {
        try (JsonParser parser = JSON.createParser(body.bytes())) {
            parser.nextToken();
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                if (parser.nextToken() == JsonToken.VALUE_STRING && field.equals("id")) {
                    return Optional.of(parser.getText());
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** What Jackson says, without its picture of the source. */
    public static String reason(JsonProcessingException e) {
        String reason = e.getOriginalMessage();
        return reason.length() > REASON ? reason.substring(0, REASON) + "…" : reason;
    }

    /** The beginning of a text that came from outside. */
    public static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
