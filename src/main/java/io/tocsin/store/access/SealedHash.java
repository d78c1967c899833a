package io.tocsin.store.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.store.secret.BlockCipher;
import io.tocsin.warning.StoreUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hash in Redis whose values are a version, a space, and JSON that is encrypted and bound to its
 * field: who can write to Redis alone can neither make one up nor put one in another's place.
 *
 * @param redis where
 * @param cipher what encrypts
 * @param key of the hash
 * @param what a field is, for the log
 * @param damaged what of it cannot be read: field to the value as it was told in the log
 */
record SealedHash(Redis redis, BlockCipher cipher, String key, String what, Map<String, String> damaged) {
    private static final Logger LOG = LoggerFactory.getLogger(SealedHash.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of which nothing is known to be damaged. */
    SealedHash(Redis redis, BlockCipher cipher, String key, String what) {
        this(redis, cipher, key, what, new ConcurrentHashMap<>());
    }

    /** Makes a thing of what is stored of it. */
    @FunctionalInterface
    interface Reading<T> {
        /**
         * Reads one.
         *
         * @throws RuntimeException when it is damaged
         */
        T of(String field, JsonNode json);
    }

    /**
     * All that can be read; what is damaged is left out, the others must not suffer from it. It is
     * logged once, and again when something else stands there, as this is read every second.
     */
    <T> List<T> all(Reading<T> reading) {
        List<@Nullable Object> stored = Reply.list(redis.call(Call.of("HGETALL", key)));
        List<T> all = new ArrayList<>();
        Map<String, String> bad = new HashMap<>();
        for (int i = 0; i + 1 < stored.size(); i += 2) {
            String field = Reply.text(stored.get(i));
            String value = Reply.text(stored.get(i + 1));
            try {
                all.add(reading.of(field, open(field, value)));
            } catch (IOException | RuntimeException e) {
                bad.put(field, value);
                if (!value.equals(damaged.put(field, value))) {
                    LOG.error("What is stored of the {} {} is damaged and holds no more: {}", what, field,
                            e.toString());
                }
            }
        }
        damaged.keySet().retainAll(bad.keySet());
        return all;
    }

    /**
     * One of them; empty when there is none.
     *
     * @throws StoreUnavailableException when it is damaged
     */
    <T> Optional<T> find(String field, Reading<T> reading) {
        byte[] value = Reply.bytes(redis.call(Call.of("HGET", key, field)));
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.of(field, open(field, new String(value, StandardCharsets.UTF_8))));
        } catch (IOException | RuntimeException e) {
            throw new StoreUnavailableException(
                    "what is stored of " + what + " " + field + " is damaged: " + e.getMessage(), e);
        }
    }

    /** Takes away what is damaged, if that is what stands there still. */
    boolean removeDamaged(String field) {
        String seen = damaged.get(field);
        String now = Reply.text(redis.call(Call.of("HGET", key, field)));
        return seen != null && seen.equals(now) && Reply.number(redis.call(Call.of("HDEL", key, field))) == 1;
    }

    /** Runs a script on the hash that says whether it did what it was asked for, at most once. */
    boolean run(Script script, Object... arguments) {
        return Reply.number(redis.pipelineSafely(
                List.of(script.call(key.getBytes(StandardCharsets.UTF_8), arguments))).getFirst()) == 1;
    }

    private JsonNode open(String field, String value) throws IOException {
        return JSON.readTree(
                cipher.decrypt(place(field), Base64.getDecoder().decode(value.substring(value.indexOf(' ') + 1))));
    }

    /** The value of a field. */
    String sealed(String field, long version, JsonNode json) {
        byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
        return version + " " + Base64.getEncoder().encodeToString(cipher.encrypt(place(field), text, text.length));
    }

    private String place(String field) {
        return key + "/" + field;
    }
}
