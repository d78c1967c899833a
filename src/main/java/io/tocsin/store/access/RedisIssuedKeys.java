package io.tocsin.store.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Console-made keys in Redis. Each is encrypted and bound to its id, so that who can write to Redis
 * alone can give nobody a key.
 */
public final class RedisIssuedKeys implements IssuedKeyStore {
    private static final Logger LOG = LoggerFactory.getLogger(RedisIssuedKeys.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Redis redis;
    private final BlockCipher cipher;
    private final Script put = Script.load("version");

    /** Takes connections and what encrypts. */
    public RedisIssuedKeys(Redis redis, BlockCipher cipher) {
        this.redis = redis;
        this.cipher = cipher;
    }

    @Override
    public List<IssuedKey> all() {
        List<@Nullable Object> all = Reply.list(redis.call(Call.of("HGETALL", Keys.API_KEYS)));
        List<IssuedKey> keys = new ArrayList<>();
        for (int i = 0; i + 1 < all.size(); i += 2) {
            String id = Reply.text(all.get(i));
            try {
                keys.add(read(id, Reply.text(all.get(i + 1))));
            } catch (IOException | RuntimeException e) {
                // It lets nobody in; the others must not suffer from it.
                LOG.error("What is stored of the API key {} is damaged and holds no more: {}", id, e.toString());
            }
        }
        keys.sort(Comparator.comparing(IssuedKey::made).thenComparing(IssuedKey::id));
        return keys;
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
                version + " " + write(key), MOST);
        return Reply.number(redis.pipelineSafely(List.of(call)).getFirst()) == 1;
    }

    private String write(IssuedKey key) {
        ObjectNode json = JSON.createObjectNode().put("client", key.client()).put("sha256", key.sha256())
                .put("note", key.note()).put("madeBy", key.madeBy()).put("made", key.made().getEpochSecond())
                .put("expires", seconds(key.expires())).put("revoked", seconds(key.revoked()));
        key.scopes().stream().map(Scope::code).sorted().forEach(json.withArray("scopes")::add);
        byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(cipher.encrypt(place(key.id()), text, text.length));
    }

    private IssuedKey read(String id, String value) throws IOException {
        JsonNode json = JSON.readTree(
                cipher.decrypt(place(id), Base64.getDecoder().decode(value.substring(value.indexOf(' ') + 1))));
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

    private static String place(String id) {
        return Keys.API_KEYS + "/" + id;
    }
}
