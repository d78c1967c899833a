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
record Said(MessageType type, long sequence, JsonNode body) {
    /** The code of an ERROR's problem. */
    String problem() {
        return body.path("problem").path("code").asText();
    }

    /** A number of its body. */
    long number(String field) {
        return body.path(field).asLong(-1);
    }

    /** A text of its body. */
    String text(String field) {
        return body.path(field).asText();
    }
}
