package io.tocsin.ingest.tcp.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a line says beside its body: type and sequence. The rest of it is read by who needs
 * it.
 */
final class LineHead {
    private String type = "";
    private long sequence;
    private boolean hasSequence;

    private LineHead() {}

    /**
     * Reads a line.
     *
     * @param line one line without its end
     * @param room bytes of room taken for it
     */
    static Incoming read(byte[] line, int room) {
        LineHead head = new LineHead();
        String fault = head.scan(line);
        if (!fault.isEmpty()) {
            return new Incoming.Unreadable(head.sequence, new Problem(ProblemKind.BAD_FRAME, fault));
        }
        Optional<MessageType> known = MessageType.named(head.type);
        if (known.isEmpty()) {
            return new Incoming.Unreadable(head.sequence, new Problem(ProblemKind.BAD_FRAME,
                    "type: got " + (head.type.isEmpty() ? "none" : "'" + Bodies.shown(head.type) + "'")
                            + ", expected HELLO, SUBMIT, EVENT_ACK, PING, PONG or GOAWAY"));
        }
        return new Message(known.get(), head.sequence, Body.of(line), room);
    }

    /** Returns what is wrong, empty when nothing is. */
    private String scan(byte[] line) {
        try (JsonParser parser = Bodies.JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "expected a JSON object a line, {\"type\":…, \"seq\":…}";
            }
            for (String field = parser.nextFieldName(); field != null
                    && (type.isEmpty() || !hasSequence); field = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (field.equals("type") && value == JsonToken.VALUE_STRING) {
                    type = parser.getText();
                } else if (field.equals("seq")) {
                    if (!sequence(value == JsonToken.VALUE_NUMBER_INT ? parser.getText() : null)) {
                        return "seq: expected a whole number from 0 to 18446744073709551615";
                    }
                } else {
                    parser.skipChildren();
                }
            }
            return "";
        } catch (JsonProcessingException e) {
            return "not JSON: " + Bodies.reason(e);
        } catch (IOException e) {
            return "not JSON in UTF-8";
        }
    }

    private boolean sequence(@Nullable String digits) {
        if (digits == null) {
            return false;
        }
        try {
            sequence = Long.parseUnsignedLong(digits);
            hasSequence = true;
            return !digits.startsWith("-");
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
