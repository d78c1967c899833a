package io.tocsin.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes and takes back keys, and knows those that hold. Doors ask what is known, which never waits;
 * {@link #refresh} brings it up to date, so that a key that was made or taken back on one node is
 * so on all of them within the time between two of these. While the store does not answer, what was
 * known last holds.
 */
public final class IssuedKeys {
    private final IssuedKeyStore store;
    private final InstantSource clock;
    private volatile List<IssuedKey> known = List.of();

    /** Works on that store; knows nothing before the first {@link #refresh}. */
    public IssuedKeys(IssuedKeyStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * A new key, in clear this once.
     *
     * @param key for the client alone
     * @param issued what is kept of it
     */
    public record Made(ApiKey key, IssuedKey issued) {}

    /** Reads what the store has; may block. */
    public void refresh() {
        known = List.copyOf(store.all());
    }

    /** The keys that hold now, as of the last {@link #refresh}. */
    public List<IssuedKey> holding() {
        Instant now = clock.instant();
        return known.stream().filter(key -> key.holds(now)).toList();
    }

    /** All of them, also those that hold no more, the oldest first. */
    public List<IssuedKey> all() {
        return store.all();
    }

    /**
     * Draws up a key, which is none until {@link #issue}, and lets nobody in until {@link #approve}.
     *
     * @param lifetime how long it holds, null for ever
     * @param rate HTTP requests a second, null for no limit
     * @throws IllegalArgumentException when the client's name, the scopes or the rate cannot be
     */
    public Made draw(String client, Set<Scope> scopes, String note, String madeBy, @Nullable Duration lifetime,
            @Nullable Integer rate) {
        ApiKey key = ApiKey.fresh();
        String hash = key.sha256();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new Made(key, new IssuedKey(hash.substring(0, IssuedKey.ID), client, scopes, hash, note, madeBy, now,
                lifetime == null ? null : now.plus(lifetime), null, null, rate));
    }

    /**
     * Keeps a key that was drawn up; this node knows it when this returns.
     *
     * @throws IllegalStateException when there is no room
     */
    public void issue(Made made) {
        if (!store.add(made.issued())) {
            throw new IllegalStateException("there are " + IssuedKeyStore.MOST + " keys already, expected fewer");
        }
        refresh();
    }

    /**
     * Lets a key in, on this node when this returns.
     *
     * @param by anybody but who made it
     * @throws IllegalStateException when it does not wait, or that one made it
     */
    public IssuedKey approve(IssuedKey key, String by) {
        if (key.madeBy().equals(by)) {
            throw new IllegalStateException("it takes another person than " + by + ", who made it");
        }
        if (key.approvedBy() != null || key.revoked() != null || !store.change(key.approved(by))) {
            throw new IllegalStateException("it was approved or taken back already");
        }
        refresh();
        return find(key.id()).orElse(key);
    }

    /** How many were there that cannot be read at the last {@link #refresh}. */
    public int damaged() {
        return store.damaged();
    }

    /** One of them. */
    public Optional<IssuedKey> find(String id) {
        return store.all().stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /**
     * Takes a key back; this node refuses it when this returns. One that was taken back stays as it is.
     */
    public IssuedKey revoke(IssuedKey key) {
        if (key.revoked() == null) {
            store.change(key.revoked(clock.instant().truncatedTo(ChronoUnit.SECONDS)));
            refresh();
        }
        return find(key.id()).orElse(key);
    }
}
