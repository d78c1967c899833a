package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The dashboards that the program carries, the same files that Grafana shows, by their uid. */
final class Boards {
    private static final String FIRST = "tocsin-overview";
    private final Map<String, Board> all = new TreeMap<>();

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
            all.put(uid, new Board(uid, json.path("title").asText(), json.path("description").asText(),
                    PackedFile.of(name, content)));
        });
    }

    /** All of them by title. */
    Collection<Board> all() {
        return all.values().stream().sorted(java.util.Comparator.comparing(Board::title)).toList();
    }

    /** The one of that uid; empty when there is none. */
    Optional<Board> find(String uid) {
        return Optional.ofNullable(all.get(uid));
    }
}
