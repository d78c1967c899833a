package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import io.tocsin.report.day.Days;
import io.tocsin.review.dictionary.Disposition;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.CaseRow;
import io.tocsin.review.item.Reviewer;
import io.tocsin.review.sample.OwnWorkException;
import io.tocsin.review.sample.SampleId;
import io.tocsin.review.sample.Sampled;
import io.tocsin.review.sample.Samples;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Quality: a share of the closed cases, drawn by lot, and what came of looking at each again. */
public final class ReviewSamples implements Resource {
    private static final String SAMPLES = "/v1/review/samples";
    private final ReviewDesk desk;
    private final Samples samples;
    private final Days days;
    private final InstantSource clock;

    /** Draws from what is closed at that desk, on those days. */
    public ReviewSamples(ReviewDesk desk, Samples samples, Days days, InstantSource clock) {
        this.desk = desk;
        this.samples = samples;
        this.days = days;
        this.clock = clock;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.of(HttpMethod.GET, SAMPLES, ReviewDesk.LEAD, this::list, "from", "to"),
                Call.of(HttpMethod.POST, SAMPLES, ReviewDesk.LEAD, this::draw),
                Call.of(HttpMethod.POST, SAMPLES + "/{id}", ReviewDesk.LEAD, this::check));
    }

    private record Span(LocalDate from, LocalDate to) {
        Span {
            if (to.isBefore(from) || !to.isBefore(from.plusDays(Samples.MOST_DAYS))) {
                throw Problem.parameter("from", "invalid", "got " + from + " to " + to + ", expected 1 to "
                        + Samples.MOST_DAYS + " days").exception();
            }
        }
    }

    private Span span(Optional<String> from, Optional<String> to) {
        LocalDate last = to.map(text -> day("to", text)).orElseGet(() -> days.day(clock.instant()));
        return new Span(from.map(text -> day("from", text)).orElse(last.minusDays(1)), last);
    }

    private static LocalDate day(String name, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Problem.parameter(name, "invalid", "expected a day such as 2026-08-01").exception();
        }
    }

    private HttpResponse list(Exchange exchange) {
        return answer(ReviewDesk.who(exchange), span(exchange.query("from"), exchange.query("to")), 0);
    }

    private HttpResponse draw(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "from", "to", "percent");
        Span span = span(Optional.of(fields.text("from", 1, 10)), Optional.of(fields.text("to", 1, 10)));
        int percent = fields.number("percent", 1, 100);
        Reviewer who = ReviewDesk.who(exchange);
        exchange.audit("review.sample", span.from + " to " + span.to, null, percent + " %");
        try {
            return answer(who, span, samples.draw(who, span.from, span.to, percent));
        } catch (IllegalArgumentException e) {
            throw Problem.parameter("percent", "invalid", String.valueOf(e.getMessage())).exception();
        }
    }

    private HttpResponse check(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "passed", "remark");
        SampleId id = SampleId.parse(exchange.path("id"))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "there is no such case").exception());
        boolean passed = fields.truth("passed");
        String remark = ReviewFields.optional(fields, "remark", Sampled.Check.LONGEST);
        Reviewer who = ReviewDesk.who(exchange);
        exchange.audit("review.check", id.toString(), null, passed ? "passed" : "failed");
        try {
            Sampled checked = samples.check(who, id, passed, remark);
            return Json.ok(json -> write(json, checked, rows(who, List.of(checked)).get(id.item())));
        } catch (OwnWorkException e) {
            throw Problem.of(ProblemType.CONFLICT, String.valueOf(e.getMessage())).exception();
        }
    }

    private Map<CaseId, CaseRow> rows(Reviewer who, List<Sampled> drawn) {
        return desk.reads.rows(who, drawn.stream().map(each -> each.id().item()).distinct().toList()).stream()
                .collect(Collectors.toMap(CaseRow::id, Function.identity()));
    }

    private HttpResponse answer(Reviewer who, Span span, int fresh) {
        List<Sampled> drawn = samples.drawn(who, span.from, span.to);
        Map<CaseId, CaseRow> rows = rows(who, drawn);
        return Json.ok(json -> {
            json.writeStartObject();
            json.writeStringField("from", span.from.toString());
            json.writeStringField("to", span.to.toString());
            json.writeNumberField("fresh", fresh);
            json.writeArrayFieldStart("items");
            for (Sampled each : drawn) {
                write(json, each, rows.get(each.id().item()));
            }
            json.writeEndArray();
            json.writeNullField("next");
            json.writeArrayFieldStart("reviewers");
            for (List<Sampled> work : new TreeMap<>(drawn.stream().collect(Collectors.groupingBy(Sampled::closedBy)))
                    .values()) {
                reviewer(json, work);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void reviewer(JsonGenerator json, List<Sampled> work) throws IOException {
        List<Boolean> checked = work.stream().flatMap(each -> Stream.ofNullable(each.check()))
                .map(Sampled.Check::passed).toList();
        long passed = checked.stream().filter(each -> each).count();
        json.writeStartObject();
        json.writeStringField("name", work.getFirst().closedBy());
        json.writeNumberField("drawn", work.size());
        json.writeNumberField("passed", passed);
        json.writeNumberField("failed", checked.size() - passed);
        json.writeEndObject();
    }

    private void write(JsonGenerator json, Sampled sampled, @Nullable CaseRow row)
            throws IOException {
        Optional<Disposition> meant = desk.reads.dictionary().find(sampled.disposition());
        json.writeStartObject();
        json.writeStringField("id", sampled.id().toString());
        json.writeObjectFieldStart("disposition");
        json.writeStringField("code", sampled.disposition());
        json.writeStringField("zh", meant.map(Disposition::zh).orElse(sampled.disposition()));
        json.writeStringField("en", meant.map(Disposition::en).orElse(sampled.disposition()));
        json.writeEndObject();
        json.writeStringField("closedBy", sampled.closedBy());
        desk.json.forms().time(json, "closedAt", sampled.id().closed());
        json.writeStringField("drawnBy", sampled.drawnBy());
        desk.json.forms().time(json, "drawnAt", sampled.drawnAt());
        json.writeFieldName("check");
        Sampled.Check check = sampled.check();
        if (check == null) {
            json.writeNull();
        } else {
            json.writeStartObject();
            json.writeBooleanField("passed", check.passed());
            json.writeStringField("by", check.by());
            desk.json.forms().time(json, "at", check.at());
            json.writeStringField("remark", check.remark());
            json.writeEndObject();
        }
        json.writeFieldName("case");
        if (row == null) {
            json.writeNull();
        } else {
            desk.json.row(json, row);
        }
        json.writeEndObject();
    }
}
