package io.tocsin.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The client behind a request, known by its API key.
 *
 * @param client its name in the configuration
 * @param scopes what it may do
 * @param limit how often it may ask, null for as often as it likes
 */
public record Caller(String client, Set<Scope> scopes, @Nullable Limit limit) {
    /** Copies the set. */
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** One that may ask as often as it likes. */
    public Caller(String client, Set<Scope> scopes) {
        this(client, scopes, null);
    }

    /**
     * How often a key may ask.
     *
     * @param key its id
     * @param perSecond requests
     */
    public record Limit(String key, int perSecond) {}

    /** Whether it has one of the scopes. */
    public boolean mayAnyOf(Set<Scope> wanted) {
        return wanted.stream().anyMatch(scopes::contains);
    }
}
