package io.tocsin.send.voice.ami;

import java.util.ArrayList;
import java.util.List;

/**
 * One message of AMI, either way: lines of {@code Name: value} up to an empty line (Asterisk
 * documentation, "AMI v2 Specification"). Its text form is for tests; it may hold a phone number
 * and must not be logged.
 *
 * @param fields in the order of the lines; a name may come more than once
 */
public record AmiMessage(List<Field> fields) {
    /** Copies the list. */
    public AmiMessage {
        fields = List.copyOf(fields);
    }

    /**
     * One line.
     *
     * @param name as {@code ActionID}; neither empty nor with a colon
     * @param value without line ends: one would be the start of another line, or action
     */
    public record Field(String name, String value) {
        /** Refuses what would be more than one line; the message does not repeat the value. */
        public Field {
            if (name.isEmpty() || name.indexOf(':') >= 0 || breaks(name)) {
                throw new IllegalArgumentException("expected a name on one line without a colon");
            }
            if (breaks(value)) {
                throw new IllegalArgumentException("expected a value on one line for " + name);
            }
        }

        private static boolean breaks(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\r' || c == '\n' || c == 0) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * A message of names and values in turn.
     *
     * @throws IllegalArgumentException when a value is not one line, or one is missing
     */
    public static AmiMessage of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("expected a value for each name, got " + namesAndValues.length);
        }
        List<Field> fields = new ArrayList<>(namesAndValues.length / 2);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new AmiMessage(fields);
    }

    /** The first value of that name, whatever its case; empty when there is none. */
    public String get(String name) {
        for (Field field : fields) {
            if (field.name.equalsIgnoreCase(name)) {
                return field.value;
            }
        }
        return "";
    }

    /** The event's name; empty when it is none. */
    public String event() {
        return get("Event");
    }

    /** Whether it is an answer to an action (an OriginateResponse is none: it is an event). */
    public boolean isResponse() {
        return !fields.isEmpty() && fields.getFirst().name.equalsIgnoreCase("Response");
    }
}
