package io.tocsin.http;

import io.tocsin.access.Scope;
import io.tocsin.access.session.Sessions;
import io.tocsin.access.user.Role;
import io.tocsin.report.ResultStore;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.BatchStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to the caller: a key sees its own client's things and nothing else; other clients'
 * answer 404, as if they were not there.
 */
final class Own {
    /** Scopes that may look. */
    static final Set<Scope> LOOK = Set.of(Scope.SUBMIT, Scope.READ, Scope.OPERATE);
    /** Scopes that may pause, resume and cancel. */
    static final Set<Scope> STEER = Set.of(Scope.SUBMIT, Scope.OPERATE);

    private Own() {}

    /**
     * Whose things the caller sees: a client's; null for everybody's, which a supervisor or duty
     * officer of a top unit sees who acts for no client. Batches have people of all units in them, so
     * those of units below see none.
     */
    static @Nullable String client(Exchange exchange) {
        boolean all = exchange.anyPerson().map(Sessions.Live::user).filter(user -> user.client() == null)
                .filter(user -> user.unit().isTop())
                .filter(user -> user.roles().contains(Role.SUPERVISOR) || user.roles().contains(Role.DUTY))
                .isPresent();
        return all ? null : exchange.caller().client();
    }

    /** The batch of the address. */
    static BatchStatus batch(ResultStore store, Exchange exchange) {
        String id = exchange.path("id");
        return (BatchId.isValid(id)
                ? store.batch(client(exchange), new BatchId(id))
                : java.util.Optional.<BatchStatus>empty())
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "there is no such batch").exception());
    }

    /**
     * Whether the caller is shown whole numbers: systems that sent them or read for those who did, not
     * those that only operate. People see them masked; showing one is an act of its own.
     */
    static boolean seesNumbers(Exchange exchange) {
        return exchange.anyPerson().isEmpty() && exchange.caller().mayAnyOf(Set.of(Scope.SUBMIT, Scope.READ));
    }
}
