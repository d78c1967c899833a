package io.tocsin.http;

import io.tocsin.access.Scope;
import io.tocsin.report.ResultStore;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.BatchStatus;
import java.util.Set;

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

    /** The batch of the address. */
    static BatchStatus batch(ResultStore store, Exchange exchange) {
        String id = exchange.path("id");
        return (BatchId.isValid(id)
                ? store.batch(exchange.caller().client(), new BatchId(id))
                : java.util.Optional.<BatchStatus>empty())
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "there is no such batch").exception());
    }

    /**
     * Whether the caller is shown whole numbers: those who sent them or read for those who did, not
     * those who only operate.
     */
    static boolean seesNumbers(Exchange exchange) {
        return exchange.caller().mayAnyOf(Set.of(Scope.SUBMIT, Scope.READ));
    }
}
