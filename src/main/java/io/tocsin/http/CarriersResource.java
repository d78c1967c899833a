package io.tocsin.http;

import io.tocsin.dispatch.contract.ContractConfig;
import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import io.tocsin.access.Scope;
import io.tocsin.config.value.Rate;
import io.tocsin.dispatch.ControlStore;
import io.tocsin.dispatch.ControlStore.Switches;
import io.tocsin.http.CarrierDesk.View;
import io.tocsin.warning.Operator;
import java.io.IOException;
import java.util.Objects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Carriers: how they are on this node, and the operators' switches, which hold on all nodes. */
public final class CarriersResource implements Resource {
    private static final Set<Scope> SCOPES = Set.of(Scope.OPERATE);

    private final CarrierDesk desk;
    private final ControlStore control;

    /** Shows those carriers and sets their switches. */
    public CarriersResource(CarrierDesk desk, ControlStore control) {
        this.desk = desk;
        this.control = control;
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
                (json, view) -> write(json, view, switches.getOrDefault(view.name(), CarrierDesk.NONE)));
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
        return Json.ok(json -> write(json, view, next));
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

    private static void write(JsonGenerator json, View view, Switches switches) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", view.name());
        json.writeStringField("protocol", view.protocol());
        json.writeStringField("channel", view.channel().code());
        json.writeArrayFieldStart("operators");
        for (Operator operator : view.operators().stream().sorted().toList()) {
            json.writeString(operator.code());
        }
        json.writeEndArray();
        json.writeBooleanField("suspended", switches.suspended());
        json.writeBooleanField("up", view.health().isUp());
        json.writeStringField("detail", Stream.of(view.health().detail(), view.kept(), view.pace().why())
                .filter(text -> !text.isEmpty()).collect(Collectors.joining("; ")));
        json.writeStringField("breaker", view.breaker());
        json.writeObjectFieldStart("sessions");
        json.writeNumberField("up", view.health().sessionsUp());
        json.writeNumberField("wanted", view.health().sessions());
        json.writeNumberField("of", view.health().of());
        json.writeEndObject();
        pair(json, "window", view.health().windowUsed(), view.health().window(), "used", "size");
        Double rate = switches.rate();
        Rate configured = view.configured().rate();
        if (rate != null) {
            json.writeNumberField("ratePerSecond", rate);
        } else if (configured != null) {
            json.writeNumberField("ratePerSecond", configured.perSecond());
        } else {
            json.writeNullField("ratePerSecond");
        }
        Double now = view.pace().now();
        if (now == null) {
            json.writeNullField("rateNow");
        } else {
            json.writeNumberField("rateNow", Math.round(now * 1000) / 1000.0);
        }
        Integer calls = switches.calls() == null ? view.configured().calls() : switches.calls();
        if (calls == null) {
            json.writeNullField("calls");
        } else {
            json.writeNumberField("calls", calls);
        }
        Integer weight = switches.weight();
        json.writeNumberField("weight", weight == null ? view.configured().weight() : weight);
        ContractConfig contract = view.configured().contract();
        Double cost = contract.cost();
        if (cost == null) {
            json.writeNullField("cost");
        } else {
            json.writeNumberField("cost", cost);
        }
        if (contract.quota() == 0) {
            json.writeNullField("quotaPerDay");
        } else {
            json.writeNumberField("quotaPerDay", contract.quota());
        }
        json.writeBooleanField("adjusted", rate != null || switches.calls() != null || weight != null);
        json.writeEndObject();
    }

    private static void pair(JsonGenerator json, String name, int first, int second, String a, String b)
            throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField(a, first);
        json.writeNumberField(b, second);
        json.writeEndObject();
    }
}
