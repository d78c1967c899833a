package io.tocsin.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.HttpResponse;
import io.tocsin.access.Scope;
import io.tocsin.dispatch.ported.Ported;
import io.tocsin.dispatch.ported.PortedStore;
import io.tocsin.report.ResultJson;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Numbers that changed their operator and kept their digits (携号转网). */
public final class PortabilityResource implements Resource {
    private static final int MOST = 1000;
    private static final Set<Scope> OPERATE = Set.of(Scope.OPERATE);
    private static final List<Operator> OPERATORS = List.of(Operator.MOBILE, Operator.UNICOM, Operator.TELECOM,
            Operator.BROADNET);

    private final PortedStore store;
    private final PhoneField phones;
    private final ResultJson forms;

    /**
     * Works on those.
     *
     * @param phones reads numbers
     */
    public PortabilityResource(PortedStore store, PhoneField phones, ResultJson forms) {
        this.store = store;
        this.phones = phones;
        this.forms = forms;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.get("/v1/portability", OPERATE, this::size),
                Call.post("/v1/portability", OPERATE, this::set),
                Call.post("/v1/portability/lookup", OPERATE, this::lookup),
                Call.post("/v1/portability/remove", OPERATE, this::remove));
    }

    private HttpResponse size(Exchange exchange) {
        long known = store.size();
        return Json.ok(json -> {
            json.writeStartObject();
            json.writeNumberField("known", known);
            json.writeEndObject();
        });
    }

    private HttpResponse set(Exchange exchange) {
        Map<Phone, Operator> numbers = numbers(new Fields(exchange.json(), "numbers").node("numbers"));
        exchange.audit("portability.set",
                numbers.size() == 1 ? numbers.keySet().iterator().next().masked() : numbers.size() + " numbers", null,
                numbers.size() == 1 ? numbers.values().iterator().next().code() : null);
        int kept = store.set(numbers);
        return Json.ok(json -> {
            json.writeStartObject();
            json.writeNumberField("kept", kept);
            json.writeNumberField("refused", numbers.size() - kept);
            json.writeEndObject();
        });
    }

    private Map<Phone, Operator> numbers(JsonNode list) {
        if (!list.isArray() || list.isEmpty() || list.size() > MOST) {
            throw Problem.parameter("numbers", list.isMissingNode() ? "missing" : "invalid",
                    "expected a list of 1 to " + MOST + " objects with phone and operator").exception();
        }
        Map<Phone, Operator> numbers = new LinkedHashMap<>();
        for (JsonNode each : list) {
            Fields fields = new Fields(each, "phone", "operator");
            Phone phone = phones.of(fields);
            if (!phone.isMainlandMobile()) {
                throw Problem.parameter("phone", "invalid-phone", "expected a mobile number: others do not change")
                        .exception();
            }
            numbers.put(phone, operator(fields.text("operator", 1, 20)));
        }
        return numbers;
    }

    private static Operator operator(String code) {
        return OPERATORS.stream().filter(each -> each.code().equals(code)).findFirst()
                .orElseThrow(() -> Problem.parameter("operator", "invalid", "expected one of "
                        + OPERATORS.stream().map(Operator::code).collect(Collectors.joining(", "))).exception());
    }

    private HttpResponse lookup(Exchange exchange) {
        Phone phone = phones.of(new Fields(exchange.json(), "phone"));
        exchange.audit("portability.lookup", phone.masked(), null, null);
        Optional<Ported> known = store.find(phone);
        return Json.ok(json -> {
            json.writeStartObject();
            json.writeBooleanField("known", known.isPresent());
            json.writeStringField("operator", known.map(each -> each.operator().code()).orElse(null));
            json.writeStringField("source", known.map(each -> each.learned() ? "answer" : "person").orElse(null));
            forms.time(json, "since", known.map(Ported::since).orElse(null));
            json.writeEndObject();
        });
    }

    private HttpResponse remove(Exchange exchange) {
        Phone phone = phones.of(new Fields(exchange.json(), "phone"));
        exchange.audit("portability.remove", phone.masked(), null, null);
        boolean removed = store.remove(phone);
        return Json.ok(json -> {
            json.writeStartObject();
            json.writeBooleanField("removed", removed);
            json.writeEndObject();
        });
    }
}
