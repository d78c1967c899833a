package io.tocsin.http;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The probes: alive as long as it answers, ready when the gateway says so. */
final class HealthResource implements Resource {
    private final Probes probes;

    HealthResource(Probes probes) {
        this.probes = probes;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.get("/health/live", Set.of(), _ -> status("live")),
                Call.get("/health/ready", Set.of(), this::ready));
    }

    private HttpResponse ready(Exchange exchange) {
        Optional<String> reason = probes.notReady();
        return reason.isEmpty()
                ? Json.ok(json -> {
                    json.writeStartObject();
                    json.writeStringField("status", "ready");
                    json.writeBooleanField("stopped", probes.stopped());
                    json.writeEndObject();
                })
                : Problem.of(ProblemType.NOT_READY, reason.get()).retryAfter(Duration.ofSeconds(5))
                        .response(exchange.language());
    }

    private static HttpResponse status(String word) {
        return Json.answer(HttpStatus.OK, json -> {
            json.writeStartObject();
            json.writeStringField("status", word);
            json.writeEndObject();
        });
    }
}
