package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The dashboards that the program carries, the same files that Grafana shows, by their uid. */
final class Boards {
    private static final String FIRST = "tocsin-overview";
    private final Map<String, Board> all = new TreeMap<>();
    private final List<String> order = new ArrayList<>(List.of(FIRST));

    /**
     * One of them.
     *
     * @param uid what Grafana knows it by
     * @param title as it is shown
     * @param description in a sentence or two
     * @param file all of it
     */
    record Board(String uid, String title, String description, PackedFile file) {
        /** Writes it without its panels. */
        void write(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("uid", uid);
            json.writeStringField("title", title);
            json.writeStringField("description", description);
            json.writeEndObject();
        }
    }

    /**
     * Reads and packs all of them.
     *
     * @throws IllegalStateException when the program lacks them
     */
    Boards() {
        ShippedFolder.read("/dashboards", FIRST + ".json").forEach((name, content) -> {
            JsonNode json = Json.read(content);
            String uid = json.path("uid").asText();
            if (uid.equals(FIRST)) {
                json.path("links").forEach(link -> order.add(link.path("url").asText().replaceFirst("^/d/", "")));
            }
            all.put(uid, new Board(uid, json.path("title").asText(), json.path("description").asText(),
                    PackedFile.of(name, content)));
        });
    }

    /** All of them: the overview, then those it leads to in its own order, then others by title. */
    List<Board> all() {
        return all.values().stream().sorted(Comparator.comparingInt(this::place).thenComparing(Board::title)).toList();
    }

    private int place(Board board) {
        int place = order.indexOf(board.uid());
        return place < 0 ? order.size() : place;
    }

    /** The one of that uid; empty when there is none. */
    Optional<Board> find(String uid) {
        return Optional.ofNullable(all.get(uid));
    }
}
