package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import io.tocsin.access.Scope;
import io.tocsin.access.user.Role;
import io.tocsin.report.ResultJson;
import io.tocsin.report.replies.StrayReplies;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Replies that are to no warning, and so in no client's events. */
public final class RepliesResource implements Resource {
    private static final Admission STAFF = new Admission(Set.of(Scope.OPERATE), Set.of(Role.DUTY, Role.SUPERVISOR),
            Admission.Stage.READY);
    private static final String LIST = "replies";

    private final StrayReplies strays;
    private final ResultJson forms;

    /** Reads those. */
    public RepliesResource(StrayReplies strays, ResultJson forms) {
        this.strays = strays;
        this.forms = forms;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.of(HttpMethod.GET, "/v1/replies", STAFF, this::page, "cursor", "limit"));
    }

    private HttpResponse page(Exchange exchange) {
        return Pages.answer(
                strays.page(Cursors.unwrap(exchange, "cursor", LIST), exchange.query("limit", 100, 1, 1000)), LIST,
                this::stray);
    }

    private void stray(JsonGenerator json, StrayReplies.Stray stray) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", stray.id());
        forms.time(json, "at", stray.at());
        json.writeStringField("phone", stray.phone() == null ? null : stray.phone().masked());
        json.writeStringField("text", stray.said().text());
        json.writeStringField("carrier", stray.said().carrier());
        json.writeStringField("to", stray.said().to());
        json.writeBooleanField("optOut", stray.said().optOut());
        json.writeBooleanField("incomplete", stray.said().incomplete());
        json.writeEndObject();
    }
}
