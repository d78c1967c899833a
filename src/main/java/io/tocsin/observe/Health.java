package io.tocsin.observe;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Whether this node should get work. It should while the store answers and it is not stopping:
 * carriers that are down are no reason, as what is accepted meanwhile is kept and sent later.
 */
public final class Health {
    private final List<Supplier<Optional<String>>> checks;
    private volatile String stopping = "the gateway is starting";

    /**
     * Judges by those checks.
     *
     * @param checks each says what is wrong, or nothing; they answer at once
     */
    public Health(List<Supplier<Optional<String>>> checks) {
        this.checks = List.copyOf(checks);
    }

    /** It has started. */
    public void started() {
        stopping = "";
    }

    /** It takes no new work any more. */
    public void stopping() {
        stopping = "the gateway is stopping";
    }

    /** All reasons against giving it work, joined; empty when there is none. */
    public Optional<String> notReady() {
        if (!stopping.isEmpty()) {
            return Optional.of(stopping);
        }
        String reasons = checks.stream().flatMap(check -> check.get().stream()).collect(Collectors.joining("; "));
        return reasons.isEmpty() ? Optional.empty() : Optional.of(reasons);
    }
}
