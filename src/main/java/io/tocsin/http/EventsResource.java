package io.tocsin.http;

import com.linecorp.armeria.common.HttpResponse;
import io.tocsin.access.Scope;
import io.tocsin.report.ResultJson;
import io.tocsin.report.ResultStore;
import java.util.List;
import java.util.Set;

/** Results as a feed to pull. */
public final class EventsResource implements Resource {
    private final ResultStore store;
    private final ResultJson forms;

    /** Answers from that store. */
    public EventsResource(ResultStore store, ResultJson forms) {
        this.store = store;
        this.forms = forms;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.get("/v1/events", Set.of(Scope.SUBMIT, Scope.READ), this::events, "after", "limit"));
    }

    private HttpResponse events(Exchange exchange) {
        String client = exchange.caller().client();
        String list = "events " + client;
        boolean whole = Own.seesNumbers(exchange);
        ResultStore.Events events = store.events(client, Cursors.unwrap(exchange, "after", list),
                exchange.query("limit", 500, 1, 1000));
        return Pages.answer(events.items(), Cursors.wrap(list, events.cursor()),
                (json, event) -> forms.event(json, event, whole));
    }
}
