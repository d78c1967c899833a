package io.tocsin.store.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.access.Scope;
import io.tocsin.access.IssuedKey;
import io.tocsin.access.IssuedKeyStore;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.store.secret.BlockCipher;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Console-made keys in Redis, each encrypted and bound to its id. */
public final class RedisIssuedKeys implements IssuedKeyStore {
    private final Redis redis;
    private final SealedHash hash;
    private final Script put = Script.load("version");

    /** Takes connections and what encrypts. */
    public RedisIssuedKeys(Redis redis, BlockCipher cipher) {
        this.redis = redis;
        hash = new SealedHash(redis, cipher, Keys.API_KEYS, "API key");
    }

    @Override
    public List<IssuedKey> all() {
        return hash.all(RedisIssuedKeys::read).stream()
                .sorted(Comparator.comparing(IssuedKey::made).thenComparing(IssuedKey::id)).toList();
    }

    @Override
    public boolean add(IssuedKey key) {
        return put(key, 1);
    }

    @Override
    public boolean revoke(IssuedKey key) {
        return put(key, 2);
    }

    private boolean put(IssuedKey key, int version) {
        Call call = put.call(Keys.API_KEYS.getBytes(StandardCharsets.UTF_8), key.id(), version - 1,
                hash.sealed(key.id(), version, json(key)), MOST);
        return Reply.number(redis.pipelineSafely(List.of(call)).getFirst()) == 1;
    }

    private static JsonNode json(IssuedKey key) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("client", key.client())
                .put("sha256", key.sha256()).put("note", key.note()).put("madeBy", key.madeBy())
                .put("made", key.made().getEpochSecond()).put("expires", seconds(key.expires()))
                .put("revoked", seconds(key.revoked()));
        key.scopes().stream().map(Scope::code).sorted().forEach(json.withArray("scopes")::add);
        return json;
    }

    private static IssuedKey read(String id, JsonNode json) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        json.path("scopes").forEach(code -> Scope.of(code.asText()).ifPresent(scopes::add));
        return new IssuedKey(id, json.path("client").asText(), scopes, json.path("sha256").asText(),
                json.path("note").asText(), json.path("madeBy").asText(),
                Instant.ofEpochSecond(json.path("made").asLong()), instant(json.path("expires")),
                instant(json.path("revoked")));
    }

    private static @Nullable Long seconds(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond();
    }

    private static @Nullable Instant instant(JsonNode seconds) {
        return seconds.isIntegralNumber() ? Instant.ofEpochSecond(seconds.longValue()) : null;
    }
}
