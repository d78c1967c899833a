package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import io.tocsin.access.user.Role;
import io.tocsin.http.Drill.Part;
import java.io.IOException;
import java.util.List;

/**
 * Breaks and mends what a demonstration has for it ({@link Drill}). Of a gateway that serves the
 * list is empty and nothing can be broken.
 */
public final class DrillResource implements Resource {
    private static final Admission WHO = Admission.people(Role.DUTY);
    private static final int LONGEST = 40;
    private final Drill drill;

    /** Breaks and mends that. */
    public DrillResource(Drill drill) {
        this.drill = drill;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.of(HttpMethod.GET, "/v1/drill", WHO, _ -> Pages.answer(drill.parts(), null,
                DrillResource::write)), Call.of(HttpMethod.POST, "/v1/drill/{name}", WHO, this::befall));
    }

    private HttpResponse befall(Exchange exchange) {
        Part part = part(exchange);
        String fault = new Fields(exchange.json(), "fault").text("fault", 0, LONGEST);
        if (!fault.isEmpty() && !part.faults().contains(fault)) {
            throw Problem.parameter("fault", "invalid", "expected one of " + String.join(", ", part.faults())
                    + ", or an empty text to mend it").exception();
        }
        exchange.audit("drill." + (fault.isEmpty() ? "mend" : "break"), part.name(), part.fault(), fault);
        drill.befall(part.name(), fault);
        Part now = part(exchange);
        return Json.ok(json -> write(json, now));
    }

    private Part part(Exchange exchange) {
        return drill.parts().stream().filter(part -> part.name().equals(exchange.path("name"))).findFirst().orElseThrow(
                () -> Problem.of(ProblemType.NOT_FOUND, "there is nothing of that name to practise on").exception());
    }

    private static void write(JsonGenerator json, Part part) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", part.name());
        Json.texts(json, "faults", part.faults());
        json.writeStringField("fault", part.fault());
        json.writeEndObject();
    }
}
