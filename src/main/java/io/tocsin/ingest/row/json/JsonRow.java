package io.tocsin.ingest.row.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.tocsin.ingest.row.BodyBytes;
import io.tocsin.ingest.row.Row;
import io.tocsin.ingest.row.RowError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a warning written as a JSON object. Numbers and truth values are taken as their text, null
 * as missing. Used by one thread.
 */
public final class JsonRow {
    /**
     * Nested deeper than anything we take, and never UTF-16 or UTF-32: bytes were cut into rows as
     * UTF-8. For both doors.
     */
    public static final JsonFactory FACTORY = JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(16).maxNumberLength(64).build())
            .build();

    private final String[] texts = new String[8];
    private Map<String, String> vars = Map.of();
    private final Set<String> seen = new HashSet<>();
    private Row.@Nullable Unreadable fault;

    /** Prepares to read any number of rows. */
    public JsonRow() {}

    static Row tooLong() {
        return new Row.Unreadable("", RowError.TOO_LONG,
                "got a row of more than " + BodyBytes.LONGEST_ROW + " bytes, expected fewer");
    }

    /** Reads the bytes of one row, which must be one object and nothing else. */
    Row read(byte[] bytes, int from, int to) {
        if (!Utf8.isValid(bytes, from, to)) {
            return new Row.Unreadable("", RowError.BAD_JSON, "not JSON in UTF-8");
        }
        try (JsonParser parser = FACTORY.createParser(bytes, from, to - from)) {
            texts[0] = "";
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return notObject(parser.currentToken());
            }
            Row row = read(parser);
            return parser.nextToken() == null
                    ? row
                    : new Row.Unreadable("", RowError.BAD_JSON, "got more after the object, expected one object a row")
                            .of(texts[0]);
        } catch (JsonProcessingException e) {
            return new Row.Unreadable("", RowError.BAD_JSON, "not JSON: " + reason(e)).of(texts[0]);
        } catch (IOException e) {
            // Bytes that are no UTF-8 end here as well.
            return new Row.Unreadable("", RowError.BAD_JSON, "not JSON in UTF-8").of(texts[0]);
        }
    }

    private static Row notObject(@Nullable JsonToken got) {
        return new Row.Unreadable("", RowError.BAD_JSON,
                "got " + (got == null ? "nothing" : got.asString()) + ", expected an object");
    }

    /** What Jackson says, without its picture of the source: that may show a number. */
    static String reason(JsonProcessingException e) {
        String reason = e.getOriginalMessage();
        return reason.length() > 120 ? reason.substring(0, 120) + "…" : reason;
    }

    /**
     * Reads an object whose opening brace was just read, to its closing brace.
     *
     * @throws IOException when it is not JSON
     */
    public Row read(JsonParser parser) throws IOException {
        java.util.Arrays.fill(texts, "");
        vars = Map.of();
        fault = null;
        seen.clear();
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            int slot = slot(field);
            if (!seen.add(field)) {
                fault(field, RowError.INVALID, "got it twice, expected every field once");
            }
            if (slot >= 0) {
                texts[slot] = text(parser, value, field);
            } else if (field.equals("vars")) {
                vars(parser, value);
            } else {
                fault(field, RowError.UNKNOWN_FIELD,
                        "a warning has no such field; further values belong into vars");
                parser.skipChildren();
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new com.fasterxml.jackson.core.JsonParseException(parser, "expected a field or the object's end");
        }
        return fault != null
                ? fault.of(texts[0])
                : new Row.Texts(texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], texts[6], texts[7], vars);
    }

    private static int slot(String field) {
        return switch (field) {
            case "ref" -> 0;
            case "phone" -> 1;
            case "grade" -> 2;
            case "fraudType" -> 3;
            case "name" -> 4;
            case "playbook" -> 5;
            case "notBefore" -> 6;
            case "expiresAt" -> 7;
            default -> -1;
        };
    }

    private String text(JsonParser parser, JsonToken value, String field) throws IOException {
        if (value == JsonToken.VALUE_STRING || value.isNumeric() || value.isBoolean()) {
            return parser.getText();
        }
        if (value != JsonToken.VALUE_NULL) {
            fault(field, RowError.INVALID, "got " + (value == JsonToken.START_ARRAY ? "an array" : "an object")
                    + ", expected a text");
            parser.skipChildren();
        }
        return "";
    }

    private void vars(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            if (value != JsonToken.VALUE_NULL) {
                fault("vars", RowError.INVALID, "expected an object with texts");
                parser.skipChildren();
            }
            return;
        }
        Map<String, String> read = new LinkedHashMap<>();
        Set<String> empty = new HashSet<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            String text = text(parser, parser.nextToken(), "vars");
            boolean again = text.isEmpty()
                    ? !empty.add(name) || read.containsKey(name)
                    : read.put(name, text) != null || empty.contains(name);
            if (again) {
                fault("vars", RowError.INVALID, "got '" + (name.length() > 64 ? name.substring(0, 64) + "…" : name)
                        + "' twice, expected every name once");
            }
        }
        vars = read;
    }

    /** Keeps the first. */
    private void fault(String field, String code, String message) {
        if (fault == null) {
            fault = new Row.Unreadable(field.length() > 64 ? field.substring(0, 64) : field, code, message);
        }
    }

    static UncheckedIOException impossible(IOException e) {
        return new UncheckedIOException("an array cannot fail", e);
    }
}
