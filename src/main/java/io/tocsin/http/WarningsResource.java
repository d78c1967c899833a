package io.tocsin.http;

import com.linecorp.armeria.common.HttpResponse;
import io.tocsin.ingest.row.RowCheck;
import io.tocsin.report.ResultJson;
import io.tocsin.report.ResultStore;
import io.tocsin.report.Timeline;
import io.tocsin.warning.BatchStatus;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Standing;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Warnings: those of a batch page by page, and one with its timeline. */
public final class WarningsResource implements Resource {
    private final ResultStore store;
    private final ResultJson forms;
    private final Timeline timelines;
    private final PhoneField phones;

    /**
     * Answers from that store.
     *
     * @param phones reads numbers
     */
    public WarningsResource(ResultStore store, ResultJson forms, Timeline timelines,
            PhoneField phones) {
        this.phones = phones;
        this.store = store;
        this.forms = forms;
        this.timelines = timelines;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.get("/v1/batches/{id}/warnings", Own.LOOK, this::page, "state", "cursor", "limit"),
                Call.get("/v1/warnings/{id}", Own.LOOK, this::one),
                Call.post("/v1/warnings/lookup", Own.LOOK, this::lookup));
    }

    private HttpResponse page(Exchange exchange) {
        BatchStatus batch = Own.batch(store, exchange);
        Set<WarningState> states = States.of(exchange, WarningState.class, WarningState::code);
        String list = "warnings " + batch.batch().id() + " " + States.names(states, WarningState::code);
        ResultStore.Page<Standing> page = store.warnings(batch.batch().id(), states,
                Cursors.unwrap(exchange, "cursor", list), exchange.query("limit", 100, 1, 1000));
        boolean whole = Own.seesNumbers(exchange);
        return Pages.answer(page, list, (json, standing) -> forms.result(json, standing, whole));
    }

    private HttpResponse lookup(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "phone", "ref", "cursor");
        if (fields.has("ref")) {
            return byRef(exchange, fields);
        }
        Phone phone = phones.of(fields);
        String client = Own.client(exchange);
        String list = "lookup " + phone.digits() + " " + client;
        String cursor = fields.has("cursor") && !fields.isNull("cursor") ? fields.text("cursor", 1, 400) : null;
        exchange.audit("warning.lookup", phone.masked(), null, null);
        ResultStore.Page<Standing> page = store.warnings(client, phone, Cursors.unwrapped(cursor, "cursor", list));
        boolean whole = Own.seesNumbers(exchange);
        return Pages.answer(page, list, (json, standing) -> forms.result(json, standing, whole));
    }

    private HttpResponse byRef(Exchange exchange, Fields fields) {
        if (fields.has("phone") || (fields.has("cursor") && !fields.isNull("cursor"))) {
            throw Problem.parameter(fields.has("phone") ? "phone" : "cursor", "invalid",
                    "expected either phone, perhaps with a cursor, or ref alone").exception();
        }
        String ref = fields.text("ref", 1, RowCheck.REF);
        exchange.audit("warning.lookup", "ref " + ref, null, null);
        boolean whole = Own.seesNumbers(exchange);
        return Pages.answer(store.byRef(Own.client(exchange), ref), null,
                (json, standing) -> forms.result(json, standing, whole));
    }

    private HttpResponse one(Exchange exchange) {
        @Nullable
        WarningId id = WarningId.parse(exchange.path("id")).orElse(null);
        Optional<Standing> standing = id == null ? Optional.empty() : store.warning(Own.client(exchange), id);
        if (id == null || standing.isEmpty()) {
            throw Problem.of(ProblemType.NOT_FOUND, "there is no such warning").exception();
        }
        List<Timeline.Shown> timeline = timelines.of(standing.get(), store.timeline(id));
        boolean whole = Own.seesNumbers(exchange);
        return Json.ok(json -> forms.warning(json, standing.get(), timeline, whole));
    }
}
