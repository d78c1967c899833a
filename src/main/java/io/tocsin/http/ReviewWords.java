package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tocsin.review.CaseReads;
import io.tocsin.review.Messenger;
import io.tocsin.review.dictionary.DeskConfig;
import io.tocsin.review.dictionary.Message;
import io.tocsin.review.dictionary.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * What reviewers choose from, send and say. It can change while they work; a hash tells whether it
 * has.
 *
 * @param reads has the dispositions
 * @param desk what is offered beside them
 * @param messenger has the texts of messages
 */
record ReviewWords(CaseReads reads, Supplier<DeskConfig> desk, Messenger messenger) {
    /** Hex digits of {@link #hash}: it tells versions apart and keeps no secret. */
    private static final int SHORT = 16;

    /** Everything, into an object. */
    void write(JsonGenerator json) throws IOException {
        DeskConfig words = desk.get();
        CaseJson.dictionary(json, reads.dictionary());
        Json.texts(json, "stations", words.stations());
        json.writeArrayFieldStart("messages");
        for (Message message : words.messages()) {
            json.writeStartObject();
            json.writeStringField("name", message.name());
            json.writeStringField("zh", message.zh());
            json.writeStringField("en", message.en());
            Json.texts(json, "texts", messenger.texts(message));
            json.writeStringField("sha256", sha256(message));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("scripts");
        for (Script script : words.scripts()) {
            script(json, script);
        }
        json.writeEndArray();
    }

    private static void script(JsonGenerator json, Script script) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", script.name());
        Json.texts(json, "match", script.match());
        json.writeStringField("zh", script.zh());
        json.writeStringField("en", script.en());
        json.writeObjectFieldStart("say");
        Json.texts(json, "zh", script.say());
        Json.texts(json, "en", script.sayEn());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** The same while nothing of it has changed. */
    String hash() {
        return digest(Json.bytes(json -> {
            json.writeStartObject();
            write(json);
            json.writeEndObject();
        })).substring(0, SHORT);
    }

    /** SHA-256 of a message's texts as they stand now. */
    String sha256(Message message) {
        return digest(String.join("\n", messenger.texts(message)).getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
