package io.tocsin.http;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import io.tocsin.review.Messenger.Sent;
import io.tocsin.review.dictionary.Message;
import io.tocsin.review.item.Case;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.CaseRow;
import io.tocsin.review.item.Reviewer;
import io.tocsin.review.item.Token;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The approved messages, sent by who holds a case to its number. While somebody holds a case a
 * message goes out once, however often it is asked for.
 */
public final class ReviewMessages implements Resource {
    private final ReviewDesk desk;

    /** Sends from that desk. */
    public ReviewMessages(ReviewDesk desk) {
        this.desk = desk;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.of(HttpMethod.POST, "/v1/review/cases/{id}/sms", ReviewDesk.REVIEW, this::send));
    }

    private HttpResponse send(Exchange exchange) throws InterruptedException {
        Fields fields = new Fields(exchange.json(), "token", "message", "sha256");
        CaseId id = ReviewDesk.id(exchange);
        Reviewer who = ReviewDesk.who(exchange);
        Token token = ReviewDesk.token(fields);
        Message message = message(fields.text("message", 1, 64));
        if (fields.has("sha256") && !fields.text("sha256", 64, 64).equals(desk.words.sha256(message))) {
            throw Problem.of(ProblemType.CONFLICT,
                    "got a text of " + message.name() + " that was changed since it was seen: look at it again")
                    .exception();
        }
        desk.reads.check(who, id, token);
        CaseRow row = desk.reads.one(who, id).map(Case::row).filter(each -> each.phone() != null)
                .orElseThrow(() -> Problem
                        .of(ProblemType.CONFLICT, "the number was removed when its time of keeping was over")
                        .exception());
        exchange.audit("case.sms", id.toString(), null, message.name());
        return switch (desk.messenger.send(row, message, token.text())) {
            case Sent.Away away -> {
                if (away.warning() != null) {
                    desk.cases.texted(who, id, away.warning(), message.name());
                }
                yield answer(message, away);
            }
            case Sent.Later later -> throw Problem.of(ProblemType.BUSY, "the message could not be taken in yet")
                    .retryAfter(later.after().plusSeconds(1)).exception();
            case Sent.Refused refused -> throw Problem.parameter("message", "refused", refused.why()).exception();
        };
    }

    private Message message(String name) {
        List<Message> all = desk.offered.get().messages();
        return all.stream().filter(each -> each.name().equals(name)).findFirst()
                .orElseThrow(() -> Problem.parameter("message", "invalid", "expected one of "
                        + all.stream().map(Message::name).collect(Collectors.joining(", "))).exception());
    }

    private static HttpResponse answer(Message message, Sent.Away away) {
        return Json.ok(json -> {
            json.writeStartObject();
            json.writeStringField("message", message.name());
            json.writeStringField("warning", away.warning() == null ? null : away.warning().toString());
            json.writeBooleanField("repeated", away.again());
            json.writeEndObject();
        });
    }
}
