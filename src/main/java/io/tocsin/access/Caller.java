package io.tocsin.access;

import java.util.Set;

/**
 * The client behind a request, known by its API key.
 *
 * @param client its name in the configuration
 * @param scopes what it may do
 */
public record Caller(String client, Set<Scope> scopes) {
    /** Copies the set. */
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** Whether it has one of the scopes. */
    public boolean mayAnyOf(Set<Scope> wanted) {
        return wanted.stream().anyMatch(scopes::contains);
    }
}
