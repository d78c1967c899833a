package io.tocsin.report.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tocsin.report.ResultJson;
import io.tocsin.report.ResultStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;

/**
 * Events on their way to a client, as one body.
 *
 * @param id the same whenever the same events are sent again
 * @param body JSON
 * @param events how many
 * @param oldest when the first of them happened
 * @param cursor what the client's cursor is once they arrived
 */
record Message(String id, String body, int events, Instant oldest, String cursor) {
    private static final JsonFactory JSON = new JsonFactory();

    /** The message of at least one event. */
    static Message of(ResultStore.Events events, ResultJson forms) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512 * events.items().size());
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "warnings.finished");
            forms.time(json, "timestamp", events.items().getLast().at());
            json.writeObjectFieldStart("data");
            json.writeArrayFieldStart("events");
            for (ResultStore.Event event : events.items()) {
                forms.event(json, event, true);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail", e);
        }
        Instant oldest = events.items().stream().map(ResultStore.Event::at).min(Instant::compareTo).orElseThrow();
        return new Message(id(events), out.toString(StandardCharsets.UTF_8), events.items().size(), oldest,
                events.cursor());
    }

    private static String id(ResultStore.Events events) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            events.items().forEach(e -> digest.update((e.id() + '\n').getBytes(StandardCharsets.UTF_8)));
            return "msg_" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest()).substring(0, 27);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
