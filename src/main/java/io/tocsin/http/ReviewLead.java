package io.tocsin.http;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import io.tocsin.review.Cases;
import io.tocsin.review.item.Case;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.Opening;
import io.tocsin.review.item.Reason;
import io.tocsin.review.item.Reviewer;
import io.tocsin.access.user.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done with cases without holding them: opened, reported back, opened again, graded. */
public final class ReviewLead implements Resource {
    private static final String CASE = "/v1/review/cases/{id}";
    private final ReviewDesk desk;
    private final Cases cases;

    /** Works at that desk. */
    public ReviewLead(ReviewDesk desk) {
        this.desk = desk;
        this.cases = desk.cases;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.of(HttpMethod.POST, "/v1/review/cases", ReviewDesk.REVIEW, this::open),
                Call.of(HttpMethod.POST, CASE + "/feedback", ReviewDesk.LEAD_OR_KEY, this::feedback),
                Call.of(HttpMethod.POST, CASE + "/reopen", ReviewDesk.LEAD, this::reopen),
                Call.of(HttpMethod.POST, CASE + "/grade", ReviewDesk.REVIEW, this::grade));
    }

    private HttpResponse open(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "phone", "grade", "fraudType", "name", "reason", "unit", "note");
        Reviewer who = ReviewDesk.who(exchange);
        var phone = desk.phones.of(fields);
        Reason.Kind kind = exchange.anyPerson().isPresent() ? Reason.Kind.MANUAL : Reason.Kind.UPSTREAM;
        Opening opening = new Opening(phone, ReviewFields.grade(fields), ReviewFields.optional(fields, "fraudType", 40),
                ReviewFields.optional(fields, "name", 60), unit(fields, who), kind, fields.text("reason", 1, 200),
                ReviewFields.note(fields), who.name());
        exchange.audit("case.open", phone.masked(), null, opening.grade().code() + ": " + opening.text());
        Opening.Opened opened = cases.open(opening);
        return Json.answer(opened.opened() ? HttpStatus.CREATED : HttpStatus.OK, json -> {
            json.writeStartObject();
            json.writeStringField("id", opened.id().toString());
            json.writeBooleanField("opened", opened.opened());
            json.writeEndObject();
        });
    }

    /** The unit that came, else the own one: whoever opens a case sees it. */
    private static @Nullable String unit(Fields fields, Reviewer who) {
        String path = ReviewFields.optional(fields, "unit", 160);
        if (path.isEmpty()) {
            return who.unit();
        }
        try {
            String unit = new Unit(path).path();
            if (!who.covers(unit)) {
                throw Problem.parameter("unit", "not-below", "expected your own unit or one below it").exception();
            }
            return unit;
        } catch (IllegalArgumentException e) {
            throw Problem.parameter("unit", "invalid", String.valueOf(e.getMessage())).exception();
        }
    }

    private HttpResponse feedback(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "disposition", "note", "amountSaved", "amountLost", "fields",
                "closes", "version");
        CaseId id = ReviewDesk.id(exchange);
        boolean closes = fields.truth("closes");
        var finding = ReviewFields.finding(fields);
        exchange.audit("case.feedback", id.toString(), null,
                finding.disposition() + (closes ? ", closes it" : ", back to the queue"));
        return answer(cases.feedback(ReviewDesk.who(exchange), id, finding, closes));
    }

    private HttpResponse reopen(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "note");
        CaseId id = ReviewDesk.id(exchange);
        String note = fields.text("note", 1, 2_000);
        exchange.audit("case.reopen", id.toString(), null, note);
        return answer(cases.reopen(ReviewDesk.who(exchange), id, note));
    }

    private HttpResponse grade(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "token", "grade", "note");
        CaseId id = ReviewDesk.id(exchange);
        boolean holds = !ReviewDesk.leads(exchange) || fields.has("token");
        var token = holds ? ReviewDesk.token(fields) : null;
        var grade = ReviewFields.grade(fields);
        exchange.audit("case.grade", id.toString(), null, grade.code());
        return answer(cases.grade(ReviewDesk.who(exchange), id, token, grade, ReviewFields.note(fields)));
    }

    private HttpResponse answer(Case item) {
        return Json.ok(json -> desk.item(json, item));
    }
}
