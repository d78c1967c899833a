package io.tocsin.access.user;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user may do, and where.
 *
 * @param roles none for a user who may do nothing
 * @param unit in that unit and those below it
 * @param client the upstream system for which the user acts, null for none
 */
public record Rights(Set<Role> roles, Unit unit, @Nullable String client) {
    /** Copies the roles. */
    public Rights {
        roles = Set.copyOf(roles);
    }

    /** Whether who has the other rights has these too: nothing would be given, at most taken away. */
    public boolean within(Rights other) {
        return roles.isEmpty() || (other.roles.containsAll(roles) && other.unit.covers(unit)
                && (client == null || client.equals(other.client)));
    }

    /**
     * What is left of these rights at once when they are to become the others, which another person has
     * to approve: the roles that both have, in the narrower unit, for the client if there is still one.
     * Who goes over to a unit elsewhere, or to another client, stays where the user is until then.
     */
    Rights lessened(Rights other) {
        Set<Role> both = EnumSet.noneOf(Role.class);
        roles.stream().filter(other.roles::contains).forEach(both::add);
        return new Rights(both, unit.covers(other.unit) ? other.unit : unit, other.client == null ? null : client);
    }

    @Override
    public String toString() {
        return String.join(",", Role.codes(roles)) + " in " + unit + (client == null ? "" : " for " + client);
    }
}
