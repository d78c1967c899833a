package io.tocsin.access.user;

import io.tocsin.access.Scope;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person who may log in to the console.
 *
 * @param name what is typed to log in, lower case
 * @param display how people call the person
 * @param roles what the person may do; empty until roles are given
 * @param unit where the person belongs
 * @param client the upstream system for which the person submits and reads, null for none
 * @param disabled whether log-in is refused
 * @param credentials password and second factor
 * @param version counts changes from 1; a session is of the version at its log-in and ends with it
 */
public record User(String name, String display, Set<Role> roles, Unit unit, @Nullable String client,
        boolean disabled, Credentials credentials, long version) {
    private static final String NAME = "[a-z0-9][a-z0-9._-]{0,31}";
    private static final String DISPLAY = "[^\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}<>]{1,40}";
    private static final String CLIENT = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /**
     * Copies the roles and refuses what cannot be.
     *
     * @throws IllegalArgumentException says what was expected
     */
    public User {
        roles = Set.copyOf(roles);
        expect(isName(name), "name", "at most 32 lower-case letters, digits, dots, hyphens and underscores");
        expect(display.matches(DISPLAY), "display", "at most 40 characters, no brackets <> or control characters");
        expect(client == null || client.matches(CLIENT), "client",
                "a client's name: at most 64 letters, digits, dots, hyphens and underscores");
        expect(client != null || !roles.contains(Role.SUBMITTER), "client", "the client that a submitter submits for");
        Role.conflict(roles).ifPresent(why -> {
            throw new IllegalArgumentException("roles: " + why);
        });
    }

    private static void expect(boolean holds, String field, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(field + ": expected " + expected);
        }
    }

    /** Whether a text could be a user's name. */
    public static boolean isName(String text) {
        return text.matches(NAME);
    }

    /** What an API key would need to do the same. */
    public Set<Scope> scopes() {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        roles.forEach(role -> scopes.addAll(role.scopes()));
        return scopes;
    }

    /** Whether the user is one of the three administrators. */
    public boolean administers() {
        return roles.stream().anyMatch(Role::administers);
    }

    /** The next version with those credentials. */
    public User with(Credentials next) {
        return new User(name, display, roles, unit, client, disabled, next, version + 1);
    }

    /** The next version, disabled or not. */
    public User disabled(boolean now) {
        return new User(name, display, roles, unit, client, now, credentials, version + 1);
    }

    /** What the user may do, and where. */
    public Rights rights() {
        return new Rights(roles, unit, client);
    }

    /** The next version with those rights. */
    public User granted(Rights now) {
        return new User(name, display, now.roles(), now.unit(), now.client(), disabled, credentials, version + 1);
    }
}
