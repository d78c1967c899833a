package io.tocsin.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The API keys of all clients, of the configuration and of the console. Every look-up hashes what
 * came and compares it with every known hash in constant time, so that the time it takes tells
 * nothing about them.
 */
public final class ApiKeys {
    /** Longer texts are no key of ours and are not hashed. */
    private static final int LONGEST = 256;

    private final List<Entry> entries;
    private final Supplier<List<IssuedKey>> issued;

    private record Entry(Caller caller, String hash) {}

    /** Knows the keys of these clients alone. */
    public ApiKeys(Collection<ClientConfig> clients) {
        this(clients, List::of);
    }

    /**
     * Knows the keys of these clients, and others.
     *
     * @param issued the console's keys that hold now; asked at every look-up, so it must not wait
     */
    public ApiKeys(Collection<ClientConfig> clients, Supplier<List<IssuedKey>> issued) {
        entries = clients.stream().map(c -> new Entry(new Caller(c.name(), c.scopes()), c.keySha256())).toList();
        this.issued = issued;
    }

    /**
     * Whose key it is.
     *
     * @param key the key as it came
     * @return empty when it is nobody's
     */
    public Optional<Caller> find(String key) {
        if (key.isEmpty() || key.length() > LONGEST) {
            return Optional.empty();
        }
        byte[] hash = HexFormat.of().formatHex(sha256(key)).getBytes(StandardCharsets.US_ASCII);
        Optional<Caller> found = Optional.empty();
        for (IssuedKey other : issued.get()) {
            if (MessageDigest.isEqual(other.sha256().getBytes(StandardCharsets.US_ASCII), hash)) {
                Integer rate = other.rate();
                found = Optional.of(new Caller(other.client(), other.scopes(),
                        rate == null ? null : new Caller.Limit(other.id(), rate)));
            }
        }
        // Last, as what the configuration says of a key wins.
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.hash.getBytes(StandardCharsets.US_ASCII), hash)) {
                found = Optional.of(entry.caller);
            }
        }
        return found;
    }

    /**
     * Whose key it is, from an {@code Authorization} header.
     *
     * @param authorization the header's value, expected as {@code Bearer <key>}
     * @return empty when it has another form or the key is nobody's
     */
    public Optional<Caller> authorize(String authorization) {
        String scheme = "Bearer ";
        return authorization.regionMatches(true, 0, scheme, 0, scheme.length())
                ? find(authorization.substring(scheme.length()).strip())
                : Optional.empty();
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
