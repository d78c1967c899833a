package io.tocsin.ingest.tcp;

import io.tocsin.ingest.tcp.events.EventSource;
import io.tocsin.warning.StoreUnavailableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Results in memory; a cursor is how many were taken. */
final class FakeEvents implements EventSource {
    private final Map<String, List<Event>> events = new HashMap<>();
    private final Map<String, String> cursors = new HashMap<>();
    private boolean down;

    synchronized void down(boolean now) {
        down = now;
    }

    synchronized void add(String client, int count) {
        List<Event> of = events.computeIfAbsent(client, _ -> new ArrayList<>());
        for (int i = 0; i < count; i++) {
            String id = client + "-" + of.size();
            of.add(new Event(id, "{\"id\":\"" + id + "\",\"type\":\"warning.finished\"}"));
        }
    }

    private void check() {
        if (down) {
            throw new StoreUnavailableException("the fake is down");
        }
    }

    @Override
    public synchronized Optional<String> cursor(String client, String stream) {
        check();
        return Optional.ofNullable(cursors.get(client + "/" + stream));
    }

    @Override
    public synchronized void cursor(String client, String stream, String cursor) {
        check();
        cursors.put(client + "/" + stream, cursor);
    }

    @Override
    public synchronized Page after(String client, @Nullable String after, int limit) {
        check();
        List<Event> of = events.getOrDefault(client, List.of());
        int from = after == null ? 0 : Integer.parseInt(after);
        int to = Math.min(of.size(), from + limit);
        return new Page(of.subList(from, to), Integer.toString(to));
    }
}
