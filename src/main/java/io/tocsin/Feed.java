package io.tocsin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tocsin.ingest.tcp.events.EventSource;
import io.tocsin.report.ResultJson;
import io.tocsin.report.ResultStore;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The events feed as the TCP door pushes it: the same objects that {@code GET /v1/events} gives.
 *
 * @param store where events are
 * @param forms their JSON
 */
record Feed(ResultStore store, ResultJson forms) implements EventSource {
    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public Optional<String> cursor(String client, String stream) {
        return store.cursor(client, "tcp:" + stream);
    }

    @Override
    public void cursor(String client, String stream, String cursor) {
        store.cursor(client, "tcp:" + stream, cursor);
    }

    @Override
    public Page after(String client, @Nullable String after, int limit) {
        ResultStore.Events events = store.events(client, after, limit);
        List<Event> page = new ArrayList<>();
        events.items().forEach(event -> page.add(new Event(event.id(), json(event))));
        return new Page(page, events.cursor());
    }

    private String json(ResultStore.Event event) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            forms.event(json, event, true);
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes everything", e);
        }
        return text.toString();
    }
}
