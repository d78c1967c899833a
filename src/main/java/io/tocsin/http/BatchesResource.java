package io.tocsin.http;

import com.linecorp.armeria.common.HttpResponse;
import io.tocsin.dispatch.ControlStore;
import io.tocsin.report.Eta;
import io.tocsin.report.Reach;
import io.tocsin.report.ResultJson;
import io.tocsin.report.ResultStore;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.BatchState;
import io.tocsin.warning.BatchStatus;
import io.tocsin.warning.Standing;
import io.tocsin.warning.WarningState;
import java.util.List;
import java.util.function.Consumer;

/** Batches: how they stand, and the switches that pause, resume and cancel them. */
public final class BatchesResource implements Resource {
    /** Of the warnings that wait, how many are asked whether anybody serves them. */
    private static final int LOOKED_AT = 50;

    private final ResultStore store;
    private final ControlStore control;
    private final Eta eta;
    private final ResultJson forms;
    private final Reach reach;

    /** Answers from those stores. */
    public BatchesResource(ResultStore store, ControlStore control, Eta eta, ResultJson forms, Reach reach) {
        this.store = store;
        this.control = control;
        this.eta = eta;
        this.forms = forms;
        this.reach = reach;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.get("/v1/batches", Own.LOOK, this::list, "cursor", "limit"),
                Call.get("/v1/batches/{id}", Own.LOOK, this::one),
                Call.post("/v1/batches/{id}/pause", Own.STEER, e -> steer(e, control::pause)),
                Call.post("/v1/batches/{id}/resume", Own.STEER, e -> steer(e, control::resume)),
                Call.post("/v1/batches/{id}/cancel", Own.STEER, this::cancel));
    }

    private HttpResponse list(Exchange exchange) {
        String client = exchange.caller().client();
        String list = "batches " + client;
        ResultStore.Page<BatchStatus> page = store.batches(client, Cursors.unwrap(exchange, "cursor", list),
                exchange.query("limit", 50, 1, 500));
        return Pages.answer(page, list, (json, batch) -> forms.batch(json, batch, eta.of(batch)));
    }

    private HttpResponse one(Exchange exchange) {
        return answer(Own.batch(store, exchange));
    }

    private HttpResponse steer(Exchange exchange, Consumer<BatchId> how) {
        BatchStatus status = Own.batch(store, exchange);
        if (status.state() == BatchState.CANCELLED || status.state() == BatchState.DONE) {
            throw Problem.of(ProblemType.CONFLICT,
                    "the batch is " + status.state().code() + ": there is nothing left to pause or resume").exception();
        }
        how.accept(status.batch().id());
        return one(exchange);
    }

    private HttpResponse cancel(Exchange exchange) {
        BatchStatus status = Own.batch(store, exchange);
        if (status.state() == BatchState.DONE) {
            throw Problem.of(ProblemType.CONFLICT, "the batch is done: there is nothing left to cancel").exception();
        }
        control.cancel(status.batch().id());
        return one(exchange);
    }

    private HttpResponse answer(BatchStatus status) {
        Eta.Estimate estimate = eta.of(status);
        Eta.Estimate said = isStuck(status) ? new Eta.Estimate(null, Eta.Unknown.NO_CARRIER) : estimate;
        return Json.ok(json -> forms.batch(json, status, said));
    }

    /** Whether all that is left waits for a carrier, and nobody serves the first of it. */
    private boolean isStuck(BatchStatus status) {
        long open = status.counts().open();
        if (status.state() != BatchState.RUNNING || open == 0 || status.counts().in(WarningState.READY) < open) {
            return false;
        }
        List<Standing> first = store.warnings(status.batch().id(), WarningState.READY, null, LOOKED_AT).items();
        return !first.isEmpty() && first.stream().noneMatch(reach::reaches);
    }
}
