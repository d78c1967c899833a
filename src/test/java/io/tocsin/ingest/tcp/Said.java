package io.tocsin.ingest.tcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.ingest.tcp.protocol.MessageType;

/**
 * What the gateway said.
 *
 * @param type of the message
 * @param sequence of the message
 * @param body its JSON; in lines with type and seq
 */
public record Said(MessageType type, long sequence, JsonNode body) {
    /** The code of an ERROR's problem. */
    public String problem() {
        return body.path("problem").path("code").asText();
    }

    /** A number of its body. */
    public long number(String field) {
        return body.path(field).asLong(-1);
    }

    /** A text of its body. */
    public String text(String field) {
        return body.path(field).asText();
    }
}
