package io.tocsin.store;

import io.tocsin.config.value.Checks;
import io.tocsin.config.value.CryptoProfile;
import io.tocsin.config.value.Secret;
import io.tocsin.store.redis.place.RedisPlace;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where everything that must survive is kept, {@code store}.
 *
 * @param redis {@code embedded}, or an address beginning {@code redis://}, {@code rediss://},
 *            {@code cluster://} or {@code sentinel://}; a secret because it may hold a password
 * @param dir folder of the embedded Redis and of the key that is made at first start
 * @param partitions hash tags, 1 to 64; fixed once data exists
 * @param key 32 bytes, hex or base64, that encrypt numbers and variables; null for the one in
 *            {@code dir}
 * @param weak whether an external Redis that does not fsync every write is accepted
 * @param crypto with what numbers and variables are encrypted and looked up,
 *            {@code crypto.profile}; fixed once data exists
 */
public record StoreConfig(Secret redis, Path dir, int partitions, @Nullable Secret key, boolean weak,
        CryptoProfile crypto) {
    private static final String EMBEDDED = "embedded";
    private static final String ADDRESS = "(rediss?|cluster|sentinel)://.*";
    private static final String FORMS = "embedded, redis://…, rediss://…, cluster://host:port,…"
            + " or sentinel://master@host:port,…";
    private static final int KEY_BYTES = 32;

    /** Refuses what is out of range. */
    public StoreConfig {
        new Checks()
                .that(redis.reveal().matches(EMBEDDED + "|" + ADDRESS), "redis", redis, FORMS)
                .that(trouble(redis).isEmpty(), "redis", redis, FORMS + " (" + trouble(redis) + ")")
                .between("partitions", partitions, 1, 64)
                .that(key == null || decode(key).isPresent(), "key", "a value that is not shown",
                        "32 bytes as 64 hex digits or 44 characters of base64")
                .done();
    }

    /** What is wrong with the address; empty when nothing is, or it is none. */
    private static String trouble(Secret redis) {
        try {
            if (redis.reveal().matches(ADDRESS)) {
                RedisPlace.parse(redis.reveal());
            }
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The embedded Redis in folder {@code data}. */
    public static StoreConfig defaults() {
        return new StoreConfig(Secret.of(EMBEDDED), Path.of("data"), 8, null, false, CryptoProfile.INTL);
    }

    /** Whether the gateway starts its own Redis. */
    public boolean embedded() {
        return redis.reveal().equals(EMBEDDED);
    }

    /**
     * The configured key.
     *
     * @return 32 bytes; empty when the one in {@code dir} is to be used
     */
    public Optional<byte[]> keyBytes() {
        return key == null ? Optional.empty() : decode(key);
    }

    private static Optional<byte[]> decode(Secret key) {
        String text = key.reveal();
        try {
            byte[] bytes = text.length() == 2 * KEY_BYTES
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text);
            return bytes.length == KEY_BYTES ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
