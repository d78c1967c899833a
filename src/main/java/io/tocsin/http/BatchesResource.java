package io.tocsin.http;

import com.linecorp.armeria.common.HttpResponse;
import io.tocsin.dispatch.ControlStore;
import io.tocsin.report.Eta;
import io.tocsin.report.Outlook;
import io.tocsin.report.ResultJson;
import io.tocsin.report.ResultStore;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.BatchState;
import io.tocsin.warning.BatchStatus;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Batches: how they stand, and the switches that pause, resume and cancel them. */
public final class BatchesResource implements Resource {
    private final ResultStore store;
    private final ControlStore control;
    private final Outlook outlook;
    private final ResultJson forms;

    /** Answers from those stores. */
    public BatchesResource(ResultStore store, ControlStore control, Outlook outlook, ResultJson forms) {
        this.store = store;
        this.control = control;
        this.outlook = outlook;
        this.forms = forms;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.get("/v1/batches", Own.LOOK, this::list, "state", "cursor", "limit"),
                Call.get("/v1/batches/{id}", Own.LOOK, this::one),
                Call.post("/v1/batches/{id}/pause", Own.STEER, e -> steer(e, "pause", control::pause)),
                Call.post("/v1/batches/{id}/resume", Own.STEER, e -> steer(e, "resume", control::resume)),
                Call.post("/v1/batches/{id}/cancel", Own.STEER, this::cancel));
    }

    private HttpResponse list(Exchange exchange) {
        String client = Own.client(exchange);
        Set<BatchState> states = States.of(exchange, BatchState.class, BatchState::code);
        String list = (client == null ? "batches of all" : "batches " + client) + " "
                + States.names(states, BatchState::code);
        ResultStore.Page<BatchStatus> page = store.batches(client, Cursors.unwrap(exchange, "cursor", list),
                exchange.query("limit", 50, 1, 500));
        if (!states.isEmpty()) {
            // Batches are listed by age alone, so a page may be short, even empty, without being the last.
            page = new ResultStore.Page<>(page.items().stream().filter(each -> states.contains(each.state())).toList(),
                    page.next());
        }
        return Pages.answer(page, list, (json, batch) -> forms.batch(json, batch, outlook.glance(batch)));
    }

    private HttpResponse one(Exchange exchange) {
        return answer(Own.batch(store, exchange));
    }

    private HttpResponse steer(Exchange exchange, String act, Consumer<BatchId> how) {
        BatchStatus status = Own.batch(store, exchange);
        if (status.state() == BatchState.CANCELLED || status.state() == BatchState.DONE) {
            throw Problem.of(ProblemType.CONFLICT,
                    "the batch is " + status.state().code() + ": there is nothing left to pause or resume").exception();
        }
        note(exchange, act, status);
        how.accept(status.batch().id());
        return one(exchange);
    }

    private HttpResponse cancel(Exchange exchange) {
        BatchStatus status = Own.batch(store, exchange);
        if (status.state() == BatchState.DONE) {
            throw Problem.of(ProblemType.CONFLICT, "the batch is done: there is nothing left to cancel").exception();
        }
        note(exchange, "cancel", status);
        control.cancel(status.batch().id());
        return one(exchange);
    }

    private static void note(Exchange exchange, String act, BatchStatus status) {
        exchange.audit("batch." + act, status.batch().id().value(), status.state().code(), null);
    }

    private HttpResponse answer(BatchStatus status) {
        Eta.Estimate estimate = outlook.of(status);
        return Json.ok(json -> forms.batch(json, status, estimate));
    }
}
