package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import io.tocsin.access.Scope;
import io.tocsin.access.user.Role;
import io.tocsin.report.ResultJson;
import io.tocsin.report.Totals;
import io.tocsin.report.TotalsStore;
import io.tocsin.report.day.DayCounts;
import io.tocsin.report.day.Days;
import io.tocsin.warning.Lane;
import io.tocsin.warning.WarningState;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What duty officers look at: what waits in which lane, and what became of today's warnings. */
public final class TodayResource implements Resource {
    private static final Admission DUTY = new Admission(Set.of(Scope.OPERATE), Set.of(Role.DUTY, Role.SUPERVISOR),
            Admission.Stage.READY);
    private static final Comparator<Map.Entry<Lane, Totals.OfLane>> ORDER = Map.Entry.<Lane, Totals.OfLane>comparingByKey(
            Comparator.comparing(Lane::grade).thenComparing(Lane::channel)
                    .thenComparing(Lane::operator));
    private final TotalsStore totals;
    private final Days days;
    private final ResultJson forms;
    private final InstantSource clock;

    /** Reads those counters and days. */
    public TodayResource(TotalsStore totals, Days days, ResultJson forms, InstantSource clock) {
        this.totals = totals;
        this.days = days;
        this.forms = forms;
        this.clock = clock;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.of(HttpMethod.GET, "/v1/today", DUTY, this::today));
    }

    private HttpResponse today(Exchange exchange) {
        Instant now = clock.instant();
        LocalDate day = days.day(now);
        DayCounts counts = days.count(null, day, day).days().getFirst();
        Totals all = totals.totals();
        return Json.ok(json -> {
            json.writeStartObject();
            forms.time(json, "at", now);
            json.writeStringField("day", day.toString());
            json.writeObjectFieldStart("funnel");
            json.writeNumberField("batches", counts.batches());
            json.writeNumberField("submitted", counts.submitted());
            json.writeNumberField("accepted", counts.accepted());
            for (WarningState state : WarningState.values()) {
                json.writeNumberField(state.code(), counts.in(state));
            }
            json.writeNumberField("flagged", counts.flagged());
            json.writeEndObject();
            json.writeArrayFieldStart("lanes");
            for (Map.Entry<Lane, Totals.OfLane> lane : all.lanes().entrySet().stream()
                    .filter(entry -> entry.getValue().depth() > 0).sorted(ORDER).toList()) {
                lane(json, lane.getKey(), lane.getValue());
            }
            json.writeEndArray();
            json.writeNumberField("difference", all.difference());
            json.writeEndObject();
        });
    }

    private static void lane(JsonGenerator json, Lane lane, Totals.OfLane of) throws IOException {
        json.writeStartObject();
        json.writeStringField("channel", lane.channel().code());
        json.writeStringField("operator", lane.operator().code());
        json.writeStringField("grade", lane.grade().code());
        json.writeNumberField("depth", of.depth());
        json.writeNumberField("oldestSeconds", of.waited().toSeconds());
        json.writeEndObject();
    }
}
