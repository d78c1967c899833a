package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tocsin.config.value.Rate;
import io.tocsin.dispatch.ControlStore.Switches;
import io.tocsin.dispatch.contract.ContractConfig;
import io.tocsin.http.CarrierDesk.View;
import io.tocsin.report.ResultJson;
import io.tocsin.send.recent.RecentCauses;
import io.tocsin.warning.Operator;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The form in which a carrier is told.
 *
 * @param forms writes times
 */
record CarrierJson(ResultJson forms) {
    /** Writes one: what is configured, how it stands, and what it said lately. */
    void write(JsonGenerator json, View view, Switches switches) throws IOException {
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
            json.writeNumberField("rateNow", rounded(now));
        }
        json.writeNumberField("rateUsed", rounded(view.pace().used()));
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
        json.writeArrayFieldStart("errors");
        for (CarrierDesk.Failing failing : view.errors()) {
            error(json, failing);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void error(JsonGenerator json, CarrierDesk.Failing failing) throws IOException {
        RecentCauses.Seen seen = failing.seen();
        json.writeStartObject();
        json.writeStringField("code", seen.cause().raw());
        json.writeStringField("cause", seen.cause().type().name());
        ResultJson.words(json, failing.words());
        json.writeBooleanField("ofCarrier", seen.isOfCarrier());
        json.writeNumberField("count", seen.count());
        forms.time(json, "last", seen.last());
        json.writeEndObject();
    }

    /** To a thousandth: what is behind that nobody reads. */
    private static double rounded(double rate) {
        return Math.round(rate * 1000) / 1000.0;
    }

    private static void pair(JsonGenerator json, String name, int first, int second, String a, String b)
            throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField(a, first);
        json.writeNumberField(b, second);
        json.writeEndObject();
    }
}
