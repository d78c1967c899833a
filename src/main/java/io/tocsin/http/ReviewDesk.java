package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tocsin.access.Scope;
import io.tocsin.access.user.Role;
import io.tocsin.access.user.Staffing;
import io.tocsin.report.ResultJson;
import io.tocsin.review.CaseReads;
import io.tocsin.review.Cases;
import io.tocsin.review.Decision;
import io.tocsin.review.Messenger;
import io.tocsin.review.dictionary.DeskConfig;
import io.tocsin.review.item.Case;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.Claimed;
import io.tocsin.review.item.Reviewer;
import io.tocsin.review.item.Token;
import io.tocsin.warning.WarningId;
import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;

/** What all calls about cases share: who asks, which case is meant, how it is answered. */
public final class ReviewDesk {
    /** Keys with the scope, reviewers and supervisors. */
    static final Admission REVIEW = Admission.to(Set.of(Scope.REVIEW));
    /** Also those who keep the gateway going: how many cases wait is theirs to know. */
    static final Admission COUNTS = Admission.to(Set.of(Scope.REVIEW, Scope.OPERATE));
    /** Those who lead. */
    static final Admission LEAD = Admission.people(Role.SUPERVISOR);
    /** Those who lead, and keys, for whom nobody else does. */
    static final Admission LEAD_OR_KEY = new Admission(Set.of(Scope.REVIEW), Set.of(Role.SUPERVISOR),
            Admission.Stage.READY);
    final Cases cases;
    final CaseReads reads;
    final CaseJson json;
    final Supplier<DeskConfig> offered;
    final ReviewWords words;
    final Messenger messenger;
    final PhoneField phones;

    /**
     * Works on those cases.
     *
     * @param phones reads numbers
     * @param words what is offered beside the dispositions
     * @param messenger sends messages
     */
    public ReviewDesk(Cases cases, CaseReads reads, ResultJson forms, PhoneField phones,
            Supplier<DeskConfig> words, Messenger messenger) {
        this.messenger = messenger;
        this.offered = words;
        this.words = new ReviewWords(reads, words, messenger);
        this.cases = cases;
        this.reads = reads;
        this.json = new CaseJson(forms, reads::dictionary);
        this.phones = phones;
    }

    /** Who asks: a person of a unit, or a key, which sees everything. */
    static Reviewer who(Exchange exchange) {
        return exchange.anyPerson()
                .map(live -> new Reviewer(live.user().name(), live.user().unit().path(), Staffing.works(live.user())))
                .orElseGet(() -> new Reviewer("key:" + exchange.caller().client(), null));
    }

    /** Whether it is a supervisor who asks. */
    static boolean leads(Exchange exchange) {
        return exchange.anyPerson().filter(live -> live.user().roles().contains(Role.SUPERVISOR)).isPresent();
    }

    /** The case of the address. */
    static CaseId id(Exchange exchange) {
        return CaseId.parse(exchange.path("id"))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "there is no such case").exception());
    }

    /** The token that came. */
    static Token token(Fields fields) {
        return new Token(fields.text("token", 1, 64));
    }

    /** A case with the right to work on it. */
    void claimed(JsonGenerator out, Claimed claimed) throws IOException {
        out.writeStartObject();
        json.rowFields(out, claimed.item().row());
        plain(out, claimed.item());
        out.writeStringField("token", claimed.token().text());
        out.writeEndObject();
    }

    /** What became of a case, and until when that can be undone. */
    void decided(JsonGenerator out, Decision decision) throws IOException {
        out.writeStartObject();
        json.rowFields(out, decision.item().row());
        plain(out, decision.item());
        json.forms().time(out, "undoUntil", decision.undoUntil());
        out.writeEndObject();
    }

    /** A case without what is kept elsewhere: its warnings and earlier cases by their ids alone. */
    void item(JsonGenerator out, Case item) throws IOException {
        out.writeStartObject();
        json.rowFields(out, item.row());
        plain(out, item);
        out.writeEndObject();
    }

    private void plain(JsonGenerator out, Case item) throws IOException {
        json.caseFields(out, item);
        out.writeArrayFieldStart("warnings");
        for (WarningId warning : item.warnings()) {
            out.writeStartObject();
            out.writeStringField("id", warning.toString());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("earlier");
        for (CaseId earlier : item.earlier()) {
            out.writeStartObject();
            out.writeStringField("id", earlier.toString());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
