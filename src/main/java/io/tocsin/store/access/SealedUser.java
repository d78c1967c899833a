package io.tocsin.store.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.access.user.Credentials;
import io.tocsin.access.user.Role;
import io.tocsin.access.user.Unit;
import io.tocsin.access.user.User;
import io.tocsin.config.value.Secret;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.StreamSupport;

/** A user as JSON, to be encrypted. */
final class SealedUser {
    private SealedUser() {}

    static JsonNode json(User user) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("version", user.version())
                .put("display", user.display()).put("unit", user.unit().path()).put("client", user.client())
                .put("disabled", user.disabled()).put("oneTime", user.credentials().oneTime())
                .put("changed", user.credentials().changed().toEpochMilli())
                .put("hash", user.credentials().password().reveal())
                .put("factor", user.credentials().totp().reveal());
        Role.codes(user.roles()).forEach(json.withArray("roles")::add);
        return json;
    }

    static User read(String name, JsonNode json) {
        return user(name, json, text(json, "hash"), text(json, "factor"), json.path("version").asLong());
    }

    /** A text that must be there: what was encrypted as something else has others. */
    static Secret text(JsonNode json, String field) {
        String text = json.path(field).textValue();
        if (text == null) {
            throw new IllegalArgumentException("got no " + field);
        }
        return Secret.of(text);
    }

    /**
     * Reads one.
     *
     * @param json everything else
     */
    static User user(String name, JsonNode json, Secret hash, Secret factor, long version) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        StreamSupport.stream(json.path("roles").spliterator(), false)
                .flatMap(code -> Role.of(code.asText()).stream()).forEach(roles::add);
        return new User(name, json.path("display").asText(), roles, new Unit(json.path("unit").asText()),
                json.path("client").textValue(), json.path("disabled").asBoolean(true),
                new Credentials(hash, factor, json.path("oneTime").asBoolean(true),
                        Instant.ofEpochMilli(json.path("changed").asLong())),
                version);
    }
}
