package io.tocsin.access.user;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * In which units somebody works on cases.
 *
 * @param units of all who do
 */
public record Staffing(Set<Unit> units) {
    /** Copies the set. */
    public Staffing {
        units = Set.copyOf(units);
    }

    /** Of those users; who may not log in covers nothing. */
    public static Staffing of(Collection<User> users) {
        return new Staffing(users.stream().filter(Staffing::works).map(User::unit).collect(Collectors.toSet()));
    }

    /** Whether somebody's scope covers the unit of that path; what is no path of a unit is nobody's. */
    public boolean covers(String path) {
        return units.stream()
                .anyMatch(unit -> path.equals(unit.path()) || path.startsWith(unit.path() + "/"));
    }

    /** Whether a user works on cases now. */
    public static boolean works(User user) {
        return !user.disabled() && (user.roles().contains(Role.REVIEWER) || user.roles().contains(Role.SUPERVISOR));
    }
}
