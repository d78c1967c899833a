package io.tocsin.http;

import io.tocsin.access.Scope;
import io.tocsin.access.user.Role;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who may make a call.
 *
 * @param scopes an API key needs one of these; with none, no key may
 * @param roles a person who is logged in needs one of these
 * @param stage how far a person must be
 */
public record Admission(Set<Scope> scopes, Set<Role> roles, Stage stage) {
    /** How far a person must be. */
    public enum Stage {
        /** Nobody is asked for anything. */
        ANYONE,
        /** Logged in, even when the session is locked or the password must be changed. */
        LOGGED_IN,
        /** Logged in with nothing to do first. */
        READY
    }

    /** Copies the sets. */
    public Admission {
        scopes = Set.copyOf(scopes);
        roles = Set.copyOf(roles);
    }

    /**
     * Keys with one of those scopes, and people whose roles stand for one; anyone when there is none.
     */
    public static Admission to(Set<Scope> scopes) {
        return new Admission(scopes, Role.withAny(scopes), scopes.isEmpty() ? Stage.ANYONE : Stage.READY);
    }

    /** People with one of those roles, never a key. */
    public static Admission people(Role... roles) {
        return new Admission(Set.of(), Set.of(roles), Stage.READY);
    }

    /** Everyone who is logged in, whatever the roles, never a key. */
    public static Admission loggedIn(Stage stage) {
        return new Admission(Set.of(), EnumSet.noneOf(Role.class), stage);
    }

    /** Whether those roles are enough. */
    boolean lets(Set<Role> its) {
        return roles.isEmpty() || its.stream().anyMatch(roles::contains);
    }
}
