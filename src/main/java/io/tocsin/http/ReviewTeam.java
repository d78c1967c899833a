package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import io.tocsin.access.user.Role;
import io.tocsin.access.user.User;
import io.tocsin.access.user.Users;
import io.tocsin.review.Cases;
import io.tocsin.review.failure.CaseException;
import io.tocsin.review.figure.ReviewerFigures;
import io.tocsin.review.item.Case;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.Reviewer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who works on cases: the reviewers of a supervisor, and to whom of them a case is given. */
public final class ReviewTeam implements Resource {
    private static final int MOST = 500;
    /** Cases that one entry of the audit log names. */
    private static final int NOTED = 32;
    private final ReviewDesk desk;
    private final Cases cases;
    private final Users users;

    /** Leads at that desk; cases are given to those users. */
    public ReviewTeam(ReviewDesk desk, Users users) {
        this.desk = desk;
        this.cases = desk.cases;
        this.users = users;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.of(HttpMethod.GET, "/v1/review/reviewers", ReviewDesk.LEAD, this::reviewers),
                Call.of(HttpMethod.POST, "/v1/review/cases/{id}/reassign", ReviewDesk.LEAD, this::reassign),
                Call.of(HttpMethod.POST, "/v1/review/reassign", ReviewDesk.LEAD, this::reassignMany));
    }

    private HttpResponse reviewers(Exchange exchange) {
        Reviewer who = ReviewDesk.who(exchange);
        List<Member> members = new ArrayList<>();
        // Users of the leader's unit or one below it; keys are of none.
        desk.reads.reviewers(who).forEach(each -> users.find(each.name())
                .filter(user -> who.covers(user.unit().path()))
                .ifPresent(user -> members.add(new Member(each, user.unit().path()))));
        return Pages.answer(members, null, this::reviewer);
    }

    private record Member(ReviewerFigures figures, String unit) {}

    private void reviewer(JsonGenerator json, Member member) throws IOException {
        ReviewerFigures figures = member.figures();
        Duration median = figures.medianFirstTouch();
        json.writeStartObject();
        json.writeStringField("name", figures.name());
        json.writeStringField("unit", member.unit());
        desk.json.forms().time(json, "seen", figures.seen());
        json.writeBooleanField("online", figures.online());
        json.writeNumberField("holding", figures.holding());
        json.writeNumberField("doneToday", figures.doneToday());
        if (median == null) {
            json.writeNullField("medianFirstTouchSeconds");
        } else {
            json.writeNumberField("medianFirstTouchSeconds", median.toSeconds());
        }
        json.writeEndObject();
    }

    private HttpResponse reassign(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "to", "note");
        CaseId id = ReviewDesk.id(exchange);
        String to = receiver(fields, ReviewDesk.who(exchange));
        exchange.audit("case.reassign", id.toString(), null, to == null ? "back to the queue" : "to " + to);
        Case item = cases.reassign(ReviewDesk.who(exchange), id, to, ReviewFields.note(fields));
        return Json.ok(json -> desk.item(json, item));
    }

    /** The user who shall have it, null for the queue. */
    private @Nullable String receiver(Fields fields, Reviewer who) {
        if (!fields.has("to") || fields.isNull("to")) {
            return null;
        }
        Optional<User> user = users.find(fields.text("to", 1, 40)).filter(it -> !it.disabled())
                .filter(it -> it.roles().contains(Role.REVIEWER) || it.roles().contains(Role.SUPERVISOR))
                .filter(it -> who.covers(it.unit().path()));
        return user.map(User::name).orElseThrow(() -> Problem.parameter("to", "no-reviewer",
                "expected a reviewer or supervisor of your own unit or one below it, or null for the queue")
                .exception());
    }

    private HttpResponse reassignMany(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "ids", "to", "note");
        Reviewer who = ReviewDesk.who(exchange);
        String to = receiver(fields, who);
        String note = ReviewFields.note(fields);
        List<String> ids = fields.texts("ids", MOST);
        // An entry's texts are cut at some length: no case may fall off its end.
        for (int i = 0; i < ids.size(); i += NOTED) {
            exchange.audit("case.reassign", String.join(" ", ids.subList(i, Math.min(ids.size(), i + NOTED))), null,
                    to == null ? "back to the queue" : "to " + to);
        }
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
}
