package io.tocsin.ingest.row.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tocsin.ingest.row.BadBodyException;
import io.tocsin.ingest.row.BatchFields;
import io.tocsin.ingest.row.BodyBytes;
import io.tocsin.ingest.row.Row;
import io.tocsin.ingest.row.RowReader;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * A body of one JSON object: the batch's fields, then {@code warnings} with the rows. Rows are cut
 * out by counting brackets outside of texts, so that a row that is wrong inside spoils no other.
 */
public final class JsonRows implements RowReader {
    private final BodyBytes body;
    private final JsonRow json = new JsonRow();
    private BatchFields fields = BatchFields.none();
    private int from;
    private int to;
    private long index = -1;
    private boolean first = true;
    private boolean over;

    /** Nothing is read yet. */
    public JsonRows(BodyBytes body) {
        this.body = body;
    }

    /**
     * Reads up to the first row.
     *
     * @return what the batch says
     * @throws BadBodyException when that is not the beginning of a submission
     */
    public BatchFields head() throws IOException {
        body.takeMark();
        JsonScan scan = new JsonScan();
        int length = 0;
        for (boolean found = false; !found;) {
            if (length > BodyBytes.LONGEST_ROW) {
                throw new BadBodyException("got no \"warnings\" in the first " + length + " bytes, expected it there");
            }
            if (body.start() + length == body.end() && !body.more()) {
                throw new BadBodyException("got no \"warnings\", expected {…, \"warnings\": [ … ]}");
            }
            found = scan.next(body.array()[body.start() + length++]) && scan.opensArrayAt(2);
        }
        fields = parse(length);
        body.take(length);
        return fields;
    }

    private BatchFields parse(int length) throws IOException {
        BatchFields read = BatchFields.none();
        Set<String> seen = new HashSet<>();
        if (!Utf8.isValid(body.array(), body.start(), body.start() + length)) {
            throw new BadBodyException("not JSON in UTF-8");
        }
        try (JsonParser parser = JsonRow.FACTORY.createParser(body.array(), body.start(), length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadBodyException("expected an object {…, \"warnings\": [ … ]}");
            }
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (!seen.add(field)) {
                    throw new BadBodyException("got '" + field + "' twice, expected every field once");
                }
                if (field.equals("warnings") && value == JsonToken.START_ARRAY) {
                    return read;
                }
                if (!value.isScalarValue()) {
                    throw new BadBodyException(
                            "got '" + field + "' with " + value.asString() + ", expected a text before \"warnings\"");
                }
                read = read.with(field, value == JsonToken.VALUE_NULL ? "" : parser.getText());
            }
            throw new BadBodyException("expected {…, \"warnings\": [ … ]}");
        } catch (JsonProcessingException e) {
            throw new BadBodyException("not JSON: " + JsonRow.reason(e));
        } catch (IllegalArgumentException e) {
            throw new BadBodyException("before \"warnings\": " + e.getMessage());
        } catch (BadBodyException e) {
            throw e;
        } catch (IOException _) {
            // The bytes are here: nothing but their encoding can be at fault.
            throw new BadBodyException("not JSON in UTF-8");
        }
    }

    @Override
    public boolean advance() throws IOException {
        if (over) {
            return false;
        }
        int c = token();
        if (c == ']' && first) {
            return end();
        }
        if (!first) {
            if (c == ']') {
                return end();
            }
            if (c != ',') {
                throw unexpected(c, "a comma or ] after a warning");
            }
            body.take(1);
            c = token();
        }
        first = false;
        if (c == ']' || c == '}' || c == ',' || c == ':') {
            throw unexpected(c, "a warning");
        }
        row();
        index++;
        return true;
    }

    /** The next byte, 0 to 255, that is not white space, not taken; -1 at the body's end. */
    private int token() throws IOException {
        for (;;) {
            while (body.start() < body.end()) {
                int c = body.array()[body.start()] & 0xff;
                if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                    return c;
                }
                body.take(1);
            }
            if (!body.more()) {
                return -1;
            }
        }
    }

    /** Takes one value; {@code to} is negative when it was too long to keep. */
    private void row() throws IOException {
        JsonScan scan = new JsonScan();
        int length = 0;
        boolean kept = true;
        for (;;) {
            int at = body.start() + length;
            if (at == body.end()) {
                if (length > BodyBytes.LONGEST_ROW) {
                    body.take(length);
                    length = 0;
                    kept = false;
                }
                if (!body.more()) {
                    throw unexpected(-1, "the rest of a warning");
                }
                continue;
            }
            byte c = body.array()[at];
            if (scan.endsBareValueAt(c)) {
                break;
            }
            length++;
            if (scan.next(c) && scan.isComplete()) {
                break;
            }
        }
        from = body.start();
        to = kept && length <= BodyBytes.LONGEST_ROW ? from + length : -1;
        body.take(length);
    }

    private boolean end() throws IOException {
        body.take(1);
        int c = token();
        if (c == ',') {
            throw new BadBodyException("got a field after \"warnings\" at byte " + body.offset()
                    + ", expected all fields of the batch before it");
        }
        if (c != '}') {
            throw unexpected(c, "} after the warnings");
        }
        body.take(1);
        int rest = token();
        if (rest != -1) {
            throw unexpected(rest, "the body's end");
        }
        over = true;
        return false;
    }

    private BadBodyException unexpected(int c, String expected) {
        String got = c == -1 ? "the body's end" : "'" + (char) c + "'";
        return new BadBodyException("got " + got + " at byte " + body.offset() + ", expected " + expected);
    }

    @Override
    public long index() {
        return index;
    }

    @Override
    public Row read() {
        return to < 0 ? JsonRow.tooLong() : json.read(body.array(), from, to);
    }
}
