package io.tocsin.http;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import io.tocsin.access.Scope;
import io.tocsin.config.value.Rate;
import io.tocsin.dispatch.ControlStore;
import io.tocsin.dispatch.ControlStore.Switches;
import io.tocsin.http.CarrierDesk.View;
import io.tocsin.report.ResultJson;
import java.util.Objects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Carriers: how they are on this node, and the operators' switches, which hold on all nodes. */
public final class CarriersResource implements Resource {
    private static final Set<Scope> SCOPES = Set.of(Scope.OPERATE);

    private final CarrierDesk desk;
    private final ControlStore control;
    private final CarrierJson forms;

    /** Shows those carriers and sets their switches. */
    public CarriersResource(CarrierDesk desk, ControlStore control, ResultJson forms) {
        this.desk = desk;
        this.control = control;
        this.forms = new CarrierJson(forms);
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.get("/v1/carriers", SCOPES, _ -> list()),
                Call.post("/v1/carriers/{name}/suspend", SCOPES, e -> change(e, "suspend", s -> suspended(s, true))),
                Call.post("/v1/carriers/{name}/resume", SCOPES, e -> change(e, "resume", s -> suspended(s, false))),
                new Call(HttpMethod.PATCH, "/v1/carriers/{name}", SCOPES, Call.Body.SMALL, Set.of(),
                        this::adjust));
    }

    private HttpResponse list() {
        Map<String, Switches> switches = control.switches();
        return Pages.answer(desk.carriers(), null,
                (json, view) -> forms.write(json, view, switches.getOrDefault(view.name(), CarrierDesk.NONE)));
    }

    private HttpResponse adjust(Exchange exchange) {
        View view = view(exchange);
        Fields fields = new Fields(exchange.json(), "rate", "calls", "weight");
        if (fields.isEmpty()) {
            throw Problem.of(ProblemType.BAD_BODY,
                    "got an object without fields, expected at least one of rate, calls, weight").exception();
        }
        if (fields.has("calls") && view.configured().calls() == null) {
            throw Problem.parameter("calls", "invalid", "only carriers that make calls have it").exception();
        }
        Integer calls = fields.has("calls") ? number(fields, "calls", 1) : null;
        Integer most = view.configured().calls();
        if (calls != null && most != null && calls > most) {
            throw Problem.parameter("calls", "invalid", "got " + calls + ", expected at most " + most
                    + ", which is configured: nodes have no more lines").exception();
        }
        return change(exchange, "adjust",
                old -> new Switches(old.suspended(), fields.has("rate") ? rate(fields) : old.rate(),
                        fields.has("calls") ? calls : old.calls(),
                        fields.has("weight") ? number(fields, "weight", 0) : old.weight()));
    }

    private static @Nullable Double rate(Fields fields) {
        if (fields.isNull("rate")) {
            return null;
        }
        try {
            return Rate.parse(fields.text("rate", 1, 20)).perSecond();
        } catch (IllegalArgumentException e) {
            throw Problem.parameter("rate", "invalid", String.valueOf(e.getMessage())).exception();
        }
    }

    private static @Nullable Integer number(Fields fields, String name, int least) {
        return fields.isNull(name) ? null : Integer.valueOf(fields.number(name, least, 10_000));
    }

    private static Switches suspended(Switches old, boolean suspended) {
        return new Switches(suspended, old.rate(), old.calls(), old.weight());
    }

    private HttpResponse change(Exchange exchange, String act, UnaryOperator<Switches> how) {
        View view = view(exchange);
        Switches old = control.switches().getOrDefault(view.name(), CarrierDesk.NONE);
        Switches next = how.apply(old);
        exchange.audit("carrier." + act, view.name(), null, changes(old, next));
        if (!next.equals(old)) {
            control.set(view.name(), next);
        }
        return Json.ok(json -> forms.write(json, view, next));
    }

    /** What changed, for people: {@code rate as configured -> 100.0/s}. */
    static String changes(Switches old, Switches next) {
        List<String> changes = new ArrayList<>();
        if (old.suspended() != next.suspended()) {
            changes.add(next.suspended() ? "suspended" : "resumed");
        }
        change(changes, "rate", old.rate(), next.rate(), "/s");
        change(changes, "calls", old.calls(), next.calls(), "");
        change(changes, "weight", old.weight(), next.weight(), "");
        return changes.isEmpty() ? "nothing changed" : String.join(", ", changes);
    }

    private static void change(List<String> changes, String name, @Nullable Number old, @Nullable Number next,
            String unit) {
        if (!Objects.equals(old, next)) {
            changes.add(name + " " + (old == null ? "as configured" : old + unit) + " -> "
                    + (next == null ? "as configured" : next + unit));
        }
    }

    private View view(Exchange exchange) {
        String name = exchange.path("name");
        return desk.carriers().stream().filter(v -> v.name().equals(name)).findFirst()
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "there is no such carrier").exception());
    }
}
