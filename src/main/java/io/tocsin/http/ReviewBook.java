package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import io.tocsin.report.ResultStore;
import io.tocsin.report.Timeline;
import io.tocsin.review.CaseReads;
import io.tocsin.review.figure.CaseFilter;
import io.tocsin.review.figure.CasePage;
import io.tocsin.review.figure.ReviewerFigures;
import io.tocsin.review.figure.Summary;
import io.tocsin.review.item.Case;
import io.tocsin.review.item.CaseRow;
import io.tocsin.review.item.CaseState;
import io.tocsin.review.item.Reviewer;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Standing;
import io.tocsin.warning.WarningId;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is read about cases: lists, one with everything that led to it, counts, words. */
public final class ReviewBook implements Resource {
    private final ReviewDesk desk;
    private final CaseReads reads;
    private final ResultStore results;
    private final Timeline timelines;

    /** Reads at that desk, and the warnings of cases from that store. */
    public ReviewBook(ReviewDesk desk, ResultStore results, Timeline timelines) {
        this.desk = desk;
        this.reads = desk.reads;
        this.results = results;
        this.timelines = timelines;
    }

    @Override
    public List<Call> calls() {
        return List.of(
                Call.of(HttpMethod.GET, "/v1/review/cases", ReviewDesk.REVIEW, this::page, "state", "grade", "unit",
                        "holder", "breached", "cursor", "limit"),
                Call.of(HttpMethod.GET, "/v1/review/cases/{id}", ReviewDesk.REVIEW, this::one),
                Call.of(HttpMethod.GET, "/v1/review/summary", ReviewDesk.COUNTS, this::summary),
                Call.of(HttpMethod.GET, "/v1/review/dictionary", ReviewDesk.REVIEW, this::dictionary),
                Call.of(HttpMethod.POST, "/v1/review/lookup", ReviewDesk.REVIEW, this::lookup));
    }

    private HttpResponse page(Exchange exchange) {
        Reviewer who = ReviewDesk.who(exchange);
        CaseFilter filter = new CaseFilter(exchange.query("state").map(ReviewBook::state).orElse(null),
                exchange.query("grade").map(ReviewFields::grade).orElse(null), exchange.query("unit").orElse(null),
                exchange.query("holder").map(name -> name.equals("me") ? who.name() : name).orElse(null),
                exchange.query("breached").map(ReviewBook::yes).orElse(false));
        String list = "cases " + filter;
        CasePage page = reads.page(who, filter, Cursors.unwrap(exchange, "cursor", list),
                exchange.query("limit", 50, 1, CaseReads.MOST_ROWS));
        return Pages.answer(page.rows(), Cursors.wrap(list, page.cursor()), desk.json::row);
    }

    private static CaseState state(String code) {
        return CaseState.of(code).orElseThrow(() -> Problem.parameter("state", "invalid", "expected one of "
                + Arrays.stream(CaseState.values()).map(CaseState::code).collect(Collectors.joining(", ")))
                .exception());
    }

    private static boolean yes(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.parameter("breached", "invalid", "expected true or false").exception();
        };
    }

    private HttpResponse one(Exchange exchange) {
        Reviewer who = ReviewDesk.who(exchange);
        Case item = reads.one(who, ReviewDesk.id(exchange))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "there is no such case").exception());
        List<CaseRow> earlier = reads.rows(who, item.earlier());
        return Json.ok(json -> {
            json.writeStartObject();
            desk.json.rowFields(json, item.row());
            desk.json.caseFields(json, item);
            json.writeArrayFieldStart("warnings");
            for (WarningId id : item.warnings()) {
                warning(json, id);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("earlier");
            for (CaseRow row : earlier) {
                desk.json.row(json, row);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** One that is deleted by now is told by its id alone. */
    private void warning(JsonGenerator json, WarningId id) throws IOException {
        Optional<Standing> standing = results.warning(null, id);
        if (standing.isPresent()) {
            desk.json.forms().warning(json, standing.get(),
                    timelines.of(standing.get(), results.timeline(id)), false);
        } else {
            json.writeStartObject();
            json.writeStringField("id", id.toString());
            json.writeEndObject();
        }
    }

    private HttpResponse summary(Exchange exchange) {
        Summary summary = reads.summary(ReviewDesk.who(exchange));
        return Json.ok(json -> CaseJson.summary(json, summary, desk.words.hash(), true));
    }

    private HttpResponse dictionary(Exchange exchange) {
        return Json.ok(json -> {
            json.writeStartObject();
            json.writeStringField("words", desk.words.hash());
            desk.words.write(json);
            json.writeEndObject();
        });
    }

    private HttpResponse lookup(Exchange exchange) {
        Phone phone = desk.phones.of(new Fields(exchange.json(), "phone"));
        exchange.audit("case.lookup", phone.masked(), null, null);
        return Pages.answer(reads.of(ReviewDesk.who(exchange), phone), null, desk.json::row);
    }
}
