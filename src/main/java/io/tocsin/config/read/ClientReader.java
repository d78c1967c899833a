package io.tocsin.config.read;

import io.tocsin.access.ClientConfig;
import io.tocsin.access.Scope;
import io.tocsin.config.read.kind.Words;
import io.tocsin.config.yaml.Kind;
import io.tocsin.config.yaml.Section;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code clients}. */
final class ClientReader {
    private static final Kind<Long> COUNT = Kind.plain("a whole number", Long::valueOf);

    /** What it must look like is the record's to say. */
    private static final Kind<String> HASH = Kind.plain("the SHA-256 of the API key (./tocsin key makes one)",
            text -> text);

    private ClientReader() {}

    static Map<String, ClientConfig> read(List<Section> sections) {
        Map<String, ClientConfig> clients = new LinkedHashMap<>();
        Map<String, String> owners = new HashMap<>();
        for (Section section : sections) {
            section.make(() -> client(section)).ifPresent(client -> {
                String owner = owners.putIfAbsent(client.keySha256(), client.name());
                if (owner != null) {
                    section.refuse("keySha256", "a key of its own, this is the one of " + owner);
                }
                clients.put(client.name(), client);
            });
        }
        return clients;
    }

    private static ClientConfig client(Section section) {
        List<Scope> scopes = section.list("scopes", Words.SCOPE, List.copyOf(ClientConfig.SCOPES));
        return new ClientConfig(section.name(), Set.copyOf(scopes),
                section.require("keySha256",
                        HASH, ""),
                section.get("rate", Kind.RATE, ClientConfig.RATE),
                section.get("maxPending", COUNT, ClientConfig.MAX_PENDING),
                section.find("callbackUrl", Kind.HTTP_URL).orElse(null),
                section.find("callbackSecret", Kind.SECRET).orElse(null), section.find("unit", Kind.TEXT).orElse(null));
    }
}
