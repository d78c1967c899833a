package io.tocsin.warning;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One citizen to be warned about one suspected fraud, as accepted: what never changes about it.
 *
 * @param id its identity
 * @param batch the batch it came in
 * @param client the upstream that sent it
 * @param ref the upstream's own reference, unique per client
 * @param phone whom to reach
 * @param operator whose network the number is on
 * @param grade how urgent it is
 * @param fraudType kind of fraud as the upstream names it, may be empty
 * @param name the person's name, may be empty
 * @param vars further variables for templates, in the order given
 * @param playbook name of its playbook
 * @param acceptedAt when it was made durable
 * @param notBefore earliest time of the first attempt, null for now
 * @param expiresAt when it is no longer worth sending, null for never
 */
public record Warning(WarningId id, BatchId batch, String client, String ref, Phone phone, Operator operator,
        Grade grade, String fraudType, String name, Map<String, String> vars, String playbook, Instant acceptedAt,
        @Nullable Instant notBefore, @Nullable Instant expiresAt) {
    /** The same with a number that is on that operator's network. */
    public Warning of(Operator other) {
        return other == operator
                ? this
                : new Warning(id, batch, client, ref, phone, other, grade, fraudType, name, vars, playbook, acceptedAt,
                        notBefore, expiresAt);
    }

    /**
     * All that what is said to the person may name: its variables, and {@code name} and
     * {@code fraudType} if known.
     */
    public Map<String, String> said() {
        return said(vars, name, fraudType);
    }

    /** The same of a warning that is not there yet. */
    public static Map<String, String> said(Map<String, String> vars, String name, String fraudType) {
        Map<String, String> all = new HashMap<>(vars);
        all.put("name", name);
        all.put("fraudType", fraudType);
        all.values().removeIf(String::isBlank);
        return all;
    }
}
