package io.tocsin.ingest.tcp.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** What the body of a HELLO says. */
public sealed interface Greeting {
    /**
     * Who it is.
     *
     * @param client the client's name
     * @param key its API key
     * @param stream its name of this stream of sequences, 1 to 64 letters, digits, dots, underscores or
     *            hyphens
     * @param events whether results are to be pushed to it
     */
    record Hello(String client, String key, String stream, boolean events) implements Greeting {
        /** Never the key. */
        @Override
        public String toString() {
            return "Hello(" + client + ", " + stream + ")";
        }
    }

    /**
     * Nothing that could be followed.
     *
     * @param problem why
     */
    record Bad(Problem problem) implements Greeting {}

    /** Reads it. */
    static Greeting read(Body body) {
        String client = "";
        String key = "";
        String stream = "default";
        boolean events = true;
        try (JsonParser parser = Bodies.JSON.createParser(body.bytes())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return bad("expected an object {client, key, stream}");
            }
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                String text = value == JsonToken.VALUE_STRING ? parser.getText() : "";
                switch (field) {
                    case "client" -> client = text;
                    case "key" -> key = text;
                    case "stream" -> stream = text;
                    case "events" -> events = value != JsonToken.VALUE_FALSE;
                    case "type", "seq" -> {
                    }
                    default -> {
                        return bad("got '" + Bodies.shown(field) + "', expected client, key, stream or events");
                    }
                }
                parser.skipChildren();
            }
        } catch (JsonProcessingException e) {
            return bad("not JSON: " + Bodies.reason(e));
        } catch (IOException e) {
            return bad("not JSON in UTF-8");
        }
        if (client.isEmpty() || key.isEmpty()) {
            return bad((client.isEmpty() ? "client" : "key") + ": got none, expected a text");
        }
        if (!stream.matches("[A-Za-z0-9._-]{1,64}")) {
            return bad("stream: got '" + Bodies.shown(stream)
                    + "', expected 1 to 64 letters, digits, dots, underscores or hyphens");
        }
        return new Hello(client, key, stream, events);
    }

    private static Bad bad(String detail) {
        return new Bad(new Problem(ProblemKind.BAD_BODY, "HELLO: " + detail));
    }
}
