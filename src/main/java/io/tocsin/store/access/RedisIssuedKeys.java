package io.tocsin.store.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.access.Scope;
import io.tocsin.access.IssuedKey;
import io.tocsin.access.IssuedKeyStore;
import io.tocsin.store.redis.AccessKeys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Script;
import io.tocsin.store.secret.BlockCipher;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Console-made keys in Redis, each encrypted and bound to its id. */
public final class RedisIssuedKeys implements IssuedKeyStore {
    private final SealedHash hash;
    private final Script put = Script.load("version");

    /** Takes connections and what encrypts. */
    public RedisIssuedKeys(Redis redis, BlockCipher cipher) {
        hash = new SealedHash(redis, cipher, AccessKeys.API_KEYS, "API key");
    }

    @Override
    public int damaged() {
        return hash.damaged().size();
    }

    @Override
    public List<IssuedKey> all() {
        return hash.all(RedisIssuedKeys::read).stream()
                .sorted(Comparator.comparing(IssuedKey::made).thenComparing(IssuedKey::id)).toList();
    }

    @Override
    public boolean add(IssuedKey key) {
        return change(key);
    }

    @Override
    public boolean change(IssuedKey next) {
        return hash.run(put, next.id(), version(next) - 1, hash.sealed(next.id(), version(next), json(next)), MOST);
    }

    /** Every form of a key is another version, so that of two changes at once one is kept. */
    private static int version(IssuedKey key) {
        String by = key.approvedBy();
        return 1 + (by == null || by.isEmpty() ? 0 : 1) + (key.revoked() == null ? 0 : 1);
    }

    private static JsonNode json(IssuedKey key) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("client", key.client())
                .put("sha256", key.sha256()).put("note", key.note()).put("madeBy", key.madeBy())
                .put("made", key.made().getEpochSecond()).put("expires", seconds(key.expires()))
                .put("revoked", seconds(key.revoked())).put("approvedBy", key.approvedBy());
        if (key.rate() != null) {
            json.put("rate", key.rate());
        }
        key.scopes().stream().map(Scope::code).sorted().forEach(json.withArray("scopes")::add);
        return json;
    }

    private static IssuedKey read(String id, JsonNode json) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        json.path("scopes").forEach(code -> Scope.of(code.asText()).ifPresent(scopes::add));
        return new IssuedKey(id, json.path("client").asText(), scopes, json.path("sha256").asText(),
                json.path("note").asText(), json.path("madeBy").asText(),
                Instant.ofEpochSecond(json.path("made").asLong()), instant(json.path("expires")),
                instant(json.path("revoked")),
                // Earlier versions' keys waited for nobody.
                json.has("approvedBy") ? json.path("approvedBy").textValue() : "",
                json.path("rate").isInt() ? Integer.valueOf(json.path("rate").intValue()) : null);
    }

    private static @Nullable Long seconds(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond();
    }

    private static @Nullable Instant instant(JsonNode seconds) {
        return seconds.isIntegralNumber() ? Instant.ofEpochSecond(seconds.longValue()) : null;
    }
}
