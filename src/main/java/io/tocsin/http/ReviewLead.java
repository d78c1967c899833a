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
import io.tocsin.review.failure.CaseException;
import io.tocsin.access.user.Users;
import io.tocsin.access.user.Role;
import io.tocsin.access.user.Unit;
import io.tocsin.access.user.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done with cases without holding them: opened, given to others, opened again, graded. */
public final class ReviewLead implements Resource {
    private static final int MOST = 500;
    private static final String CASE = "/v1/review/cases/{id}";
    private final ReviewDesk desk;
    private final Cases cases;
    private final Users users;

    /** Leads at that desk; cases are given to those users. */
    public ReviewLead(ReviewDesk desk, Users users) {
        this.desk = desk;
        this.cases = desk.cases;
        this.users = users;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.of(HttpMethod.POST, "/v1/review/cases", ReviewDesk.REVIEW, this::open),
                Call.of(HttpMethod.POST, CASE + "/feedback", ReviewDesk.LEAD_OR_KEY, this::feedback),
                Call.of(HttpMethod.POST, CASE + "/reassign", ReviewDesk.LEAD, this::reassign),
                Call.of(HttpMethod.POST, CASE + "/reopen", ReviewDesk.LEAD, this::reopen),
                Call.of(HttpMethod.POST, CASE + "/grade", ReviewDesk.REVIEW, this::grade),
                Call.of(HttpMethod.POST, "/v1/review/reassign", ReviewDesk.LEAD, this::reassignMany));
    }

    private HttpResponse open(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "phone", "grade", "fraudType", "name", "reason", "unit", "note");
        Reviewer who = ReviewDesk.who(exchange);
        var phone = desk.phone(fields);
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
            if (!who.sees(unit)) {
                throw Problem.parameter("unit", "not-below", "expected your own unit or one below it").exception();
            }
            return unit;
        } catch (IllegalArgumentException e) {
            throw Problem.parameter("unit", "invalid", String.valueOf(e.getMessage())).exception();
        }
    }

    private HttpResponse feedback(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "disposition", "note", "amountSaved", "amountLost", "fields",
                "closes");
        CaseId id = ReviewDesk.id(exchange);
        boolean closes = fields.truth("closes");
        var finding = ReviewFields.finding(fields);
        exchange.audit("case.feedback", id.toString(), null,
                finding.disposition() + (closes ? ", closes it" : ", back to the queue"));
        return answer(cases.feedback(ReviewDesk.who(exchange), id, finding, closes));
    }

    private HttpResponse reassign(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "to", "note");
        CaseId id = ReviewDesk.id(exchange);
        String to = receiver(fields, ReviewDesk.who(exchange));
        exchange.audit("case.reassign", id.toString(), null, to == null ? "back to the queue" : "to " + to);
        return answer(cases.reassign(ReviewDesk.who(exchange), id, to, ReviewFields.note(fields)));
    }

    /** The user who shall have it, null for the queue. */
    private @Nullable String receiver(Fields fields, Reviewer who) {
        if (!fields.has("to") || fields.isNull("to")) {
            return null;
        }
        Optional<User> user = users.find(fields.text("to", 1, 40)).filter(it -> !it.disabled())
                .filter(it -> it.roles().contains(Role.REVIEWER) || it.roles().contains(Role.SUPERVISOR))
                .filter(it -> who.sees(it.unit().path()));
        return user.map(User::name).orElseThrow(() -> Problem.parameter("to", "no-reviewer",
                "expected a reviewer or supervisor of your own unit or one below it, or null for the queue")
                .exception());
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

    private HttpResponse reassignMany(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "ids", "to", "note");
        Reviewer who = ReviewDesk.who(exchange);
        String to = receiver(fields, who);
        String note = ReviewFields.note(fields);
        List<String> ids = fields.texts("ids", MOST);
        exchange.audit("case.reassign", ids.size() + " cases: " + String.join(" ", ids), null,
                to == null ? "back to the queue" : "to " + to);
        List<Problem.Item> failed = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            int at = i;
            CaseId.parse(ids.get(i)).ifPresentOrElse(id -> one(who, id, to, note, at, failed),
                    () -> failed.add(new Problem.Item(at, "ids", "not-found", "there is no such case")));
        }
        return Json.ok(json -> {
            json.writeStartObject();
            json.writeNumberField("reassigned", ids.size() - failed.size());
            json.writeArrayFieldStart("errors");
            for (Problem.Item each : failed) {
                each.write(json);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void one(Reviewer who, CaseId id, @Nullable String to, String note, int at, List<Problem.Item> failed) {
        try {
            cases.reassign(who, id, to, note);
        } catch (CaseException e) {
            Problem problem = ReviewProblems.of(e);
            failed.add(new Problem.Item(at, "ids", problem.type().code(), problem.detail()));
        }
    }

    private HttpResponse answer(Case item) {
        return Json.ok(json -> desk.item(json, item));
    }
}
