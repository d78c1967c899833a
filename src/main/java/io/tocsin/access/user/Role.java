package io.tocsin.access.user;

import io.tocsin.access.Scope;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a console user is there for. */
public enum Role {
    /** Submits batches of one client and follows them (提交员). */
    SUBMITTER("submitter", false),
    /** Works on review cases (复核员). */
    REVIEWER("reviewer", false),
    /** Leads reviewers (督导). */
    SUPERVISOR("supervisor", false),
    /** Keeps the gateway going (值班). */
    DUTY("duty", false),
    /** Keeps users' accounts, without giving them rights (系统管理员). */
    SYSTEM("system-admin", true),
    /** Gives rights: roles, units, API keys (安全管理员). */
    SECURITY("security-admin", true),
    /** Reads the audit log and nothing else (审计管理员). */
    AUDIT("audit-admin", true);

    private final String code;
    private final boolean administers;

    Role(String code, boolean administers) {
        this.code = code;
        this.administers = administers;
    }

    /** The word used on the command line, over HTTP and in the audit log. */
    public String code() {
        return code;
    }

    /** What an API key would need to do the same; empty for administrators. */
    public Set<Scope> scopes() {
        return switch (this) {
            case SUBMITTER -> Set.of(Scope.SUBMIT, Scope.READ);
            case REVIEWER -> Set.of(Scope.REVIEW);
            case SUPERVISOR -> Set.of(Scope.REVIEW, Scope.READ);
            case DUTY -> Set.of(Scope.OPERATE, Scope.READ);
            case SYSTEM, SECURITY, AUDIT -> Set.of();
        };
    }

    /** Whether it is one of the three administrators (三员). */
    public boolean administers() {
        return administers;
    }

    /** The role of a word; empty when it is none. */
    public static Optional<Role> of(String code) {
        return Arrays.stream(values()).filter(role -> role.code.equals(code)).findFirst();
    }

    /** The roles that may do what one of those scopes allows a key. */
    public static Set<Role> withAny(Set<Scope> scopes) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream(values()).filter(role -> role.scopes().stream().anyMatch(scopes::contains)).forEach(roles::add);
        return roles;
    }

    /** The words of roles, in the order of this enum. */
    public static List<String> codes(Set<Role> roles) {
        return Arrays.stream(values()).filter(roles::contains).map(Role::code).toList();
    }

    /** All words there are, for messages. */
    public static String all() {
        return Arrays.stream(values()).map(Role::code).collect(Collectors.joining(", "));
    }

    /**
     * Why those roles cannot be one person's: the three administrators watch each other (GB/T
     * 22239-2019, 8.1.4), so that nobody may be two of them.
     *
     * @return empty when they can
     */
    public static Optional<String> conflict(Set<Role> roles) {
        List<String> administrators = Arrays.stream(values()).filter(roles::contains).filter(Role::administers)
                .map(Role::code).toList();
        return administrators.size() < 2
                ? Optional.empty()
                : Optional.of("got " + String.join(" and ", administrators)
                        + ", expected at most one of the three administrators: they watch each other");
    }
}
