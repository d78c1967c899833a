package io.tocsin.http;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import io.tocsin.review.Cases;
import io.tocsin.review.Decision;
import io.tocsin.review.item.Case;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.CaseRow;
import io.tocsin.review.item.Claimed;
import io.tocsin.review.item.Token;
import io.tocsin.warning.Phone;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A reviewer's acts: take cases up, work on them, give them away. What is done to a case stands in
 * its own timeline; the audit log has who was shown which number.
 */
public final class ReviewResource implements Resource {
    private static final String CASE = "/v1/review/cases/{id}";
    private final ReviewDesk desk;
    private final Cases cases;
    private final InstantSource clock;

    /** Works at that desk. */
    public ReviewResource(ReviewDesk desk, InstantSource clock) {
        this.desk = desk;
        this.cases = desk.cases;
        this.clock = clock;
    }

    @Override
    public List<Call> calls() {
        return List.of(act("/v1/review/claims", this::claims), act(CASE + "/claim", this::claim),
                act(CASE + "/heartbeat", this::heartbeat), act(CASE + "/note", this::note),
                act(CASE + "/reveal", this::reveal), act(CASE + "/release", this::release),
                act(CASE + "/snooze", this::snooze), act(CASE + "/disposition", this::decide),
                act(CASE + "/escalate", this::escalate), act(CASE + "/undo", this::undo));
    }

    private static Call act(String path, Call.Handler handler) {
        return Call.of(HttpMethod.POST, path, ReviewDesk.REVIEW, handler);
    }

    private HttpResponse claims(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "max");
        int most = fields.has("max") ? fields.number("max", 1, Cases.MOST_CLAIMS) : 1;
        List<Claimed> taken = cases.claim(ReviewDesk.who(exchange), most);
        return Json.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("cases");
            for (Claimed each : taken) {
                desk.claimed(json, each);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private HttpResponse claim(Exchange exchange) {
        return answer(cases.claim(ReviewDesk.who(exchange), ReviewDesk.id(exchange)));
    }

    private HttpResponse heartbeat(Exchange exchange) {
        Token token = ReviewDesk.token(new Fields(exchange.json(), "token"));
        var until = cases.heartbeat(ReviewDesk.who(exchange), ReviewDesk.id(exchange), token);
        return Json.ok(json -> {
            json.writeStartObject();
            desk.json.forms().time(json, "leaseUntil", until);
            json.writeEndObject();
        });
    }

    private HttpResponse note(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "token", "note");
        var saved = cases.note(ReviewDesk.who(exchange), ReviewDesk.id(exchange), ReviewDesk.token(fields),
                ReviewFields.note(fields));
        return Json.ok(json -> {
            json.writeStartObject();
            desk.json.forms().time(json, "savedAt", saved);
            json.writeEndObject();
        });
    }

    private HttpResponse reveal(Exchange exchange) {
        CaseId id = ReviewDesk.id(exchange);
        Fields fields = new Fields(exchange.json(), "token");
        var who = ReviewDesk.who(exchange);
        if (!ReviewDesk.leads(exchange) || fields.has("token")) {
            desk.reads.check(who, id, ReviewDesk.token(fields));
        }
        CaseRow row = desk.reads.one(who, id).map(Case::row)
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "there is no such case").exception());
        Phone phone = Optional.ofNullable(row.phone()).orElseThrow(() -> Problem
                .of(ProblemType.CONFLICT, "the number was removed when its time of keeping was over").exception());
        exchange.audit("case.reveal", id.toString(), null, phone.masked());
        return Json.ok(json -> {
            json.writeStartObject();
            json.writeStringField("phone", phone.national());
            json.writeEndObject();
        });
    }

    private HttpResponse release(Exchange exchange) {
        Token token = ReviewDesk.token(new Fields(exchange.json(), "token"));
        return answer(cases.release(ReviewDesk.who(exchange), ReviewDesk.id(exchange), token));
    }

    private HttpResponse snooze(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "token", "until", "minutes", "note");
        return answer(cases.snooze(ReviewDesk.who(exchange), ReviewDesk.id(exchange), ReviewDesk.token(fields),
                ReviewFields.until(fields, clock.instant()), ReviewFields.note(fields)));
    }

    private HttpResponse decide(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "token", "disposition", "note", "amountSaved", "amountLost",
                "fields", "version");
        return answer(cases.decide(ReviewDesk.who(exchange), ReviewDesk.id(exchange), ReviewDesk.token(fields),
                ReviewFields.finding(fields)));
    }

    private HttpResponse escalate(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "token", "station", "note");
        return answer(cases.escalate(ReviewDesk.who(exchange), ReviewDesk.id(exchange), ReviewDesk.token(fields),
                fields.text("station", 1, 80), ReviewFields.note(fields)));
    }

    private HttpResponse undo(Exchange exchange) {
        Token token = ReviewDesk.token(new Fields(exchange.json(), "token"));
        return answer(cases.undo(ReviewDesk.who(exchange), ReviewDesk.id(exchange), token));
    }

    private HttpResponse answer(Claimed claimed) {
        return Json.answer(HttpStatus.OK, json -> desk.claimed(json, claimed));
    }

    private HttpResponse answer(Decision decision) {
        return Json.ok(json -> desk.decided(json, decision));
    }
}
