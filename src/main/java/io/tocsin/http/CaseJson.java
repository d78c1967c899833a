package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tocsin.report.ResultJson;
import io.tocsin.review.dictionary.Details;
import io.tocsin.review.dictionary.Dictionary;
import io.tocsin.review.dictionary.Disposition;
import io.tocsin.review.figure.Summary;
import io.tocsin.review.item.Case;
import io.tocsin.review.item.CaseRow;
import io.tocsin.review.item.CaseState;
import io.tocsin.review.item.Entry;
import io.tocsin.review.item.Reason;
import io.tocsin.review.item.SeenBy;
import io.tocsin.review.item.Verdict;
import io.tocsin.warning.Grade;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The JSON forms of cases and of what is counted about them; numbers are always masked. */
final class CaseJson {
    private final ResultJson forms;
    private final IntFunction<Optional<Dictionary>> dictionaries;

    /**
     * Forms with times as other forms have them.
     *
     * @param dictionaries the dictionary of a version, for what a disposition meant
     */
    CaseJson(ResultJson forms, IntFunction<Optional<Dictionary>> dictionaries) {
        this.forms = forms;
        this.dictionaries = dictionaries;
    }

    /** A case as a list shows it. */
    void row(JsonGenerator json, CaseRow row) throws IOException {
        json.writeStartObject();
        rowFields(json, row);
        json.writeEndObject();
    }

    /** What a list shows of a case, into an object. */
    void rowFields(JsonGenerator json, CaseRow row) throws IOException {
        var phone = row.phone();
        CaseRow.Times times = row.times();
        json.writeStringField("id", row.id().toString());
        json.writeStringField("state", row.state().code());
        json.writeStringField("grade", row.grade().code());
        json.writeStringField("phone", phone == null ? null : phone.masked());
        json.writeStringField("name", row.name());
        json.writeStringField("unit", row.unit());
        json.writeBooleanField("uncovered", row.seenBy() != SeenBy.ITS_UNIT);
        json.writeStringField("fraudType", row.fraudType());
        json.writeArrayFieldStart("reasons");
        for (Reason reason : row.reasons()) {
            json.writeStartObject();
            json.writeStringField("kind", reason.kind().code());
            json.writeStringField("text", reason.text());
            forms.time(json, "at", reason.at());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("flags", row.flags());
        json.writeNumberField("touches", row.touches());
        forms.time(json, "openedAt", times.opened());
        forms.time(json, "dueAt", times.due());
        forms.time(json, "closeDueAt", times.closeDue());
        forms.time(json, "firstTouchAt", times.firstTouch());
        json.writeStringField("holder", row.holder());
        forms.time(json, "leaseUntil", times.leaseUntil());
        forms.time(json, "snoozedUntil", times.snoozedUntil());
        forms.time(json, "closedAt", times.closed());
        Json.texts(json, "breached", row.breached().stream().sorted().toList());
        Json.texts(json, "alerted", row.alerted().stream().sorted().toList());
    }

    /** What is known about a case itself beyond its row, into an object. */
    void caseFields(JsonGenerator json, Case item) throws IOException {
        json.writeArrayFieldStart("timeline");
        for (Entry entry : item.timeline()) {
            json.writeStartObject();
            forms.time(json, "at", entry.at());
            json.writeStringField("by", entry.by());
            json.writeStringField("kind", entry.kind());
            json.writeStringField("text", entry.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("draft", item.draft());
        json.writeStringField("station", item.station());
        json.writeFieldName("disposition");
        verdict(json, item.verdict());
    }

    private void verdict(JsonGenerator json, @Nullable Verdict verdict) throws IOException {
        if (verdict == null) {
            json.writeNull();
            return;
        }
        Optional<Disposition> meant = dictionaries.apply(verdict.version()).flatMap(d -> d.find(verdict.code()));
        json.writeStartObject();
        json.writeStringField("code", verdict.code());
        json.writeStringField("zh", meant.map(Disposition::zh).orElse(verdict.code()));
        json.writeStringField("en", meant.map(Disposition::en).orElse(verdict.code()));
        json.writeNumberField("version", verdict.version());
        json.writeStringField("note", verdict.note());
        json.writeNumberField("amountSaved", yuan(verdict.savedFen()));
        json.writeNumberField("amountLost", yuan(verdict.lostFen()));
        json.writeObjectFieldStart("fields");
        for (Map.Entry<String, String> field : verdict.fields().entrySet()) {
            json.writeStringField(field.getKey(), field.getValue());
        }
        json.writeEndObject();
        json.writeStringField("by", verdict.by());
        forms.time(json, "at", verdict.at());
        json.writeEndObject();
    }

    /** The dispositions there are, into an object. */
    static void dictionary(JsonGenerator json, Dictionary dictionary) throws IOException {
        json.writeNumberField("version", dictionary.version());
        json.writeArrayFieldStart("dispositions");
        for (Disposition each : dictionary.dispositions()) {
            Duration after = each.after();
            json.writeStartObject();
            json.writeStringField("code", each.code());
            json.writeStringField("zh", each.zh());
            json.writeStringField("en", each.en());
            json.writeStringField("key", each.key());
            json.writeStringField("effect", each.effect().code());
            if (after == null) {
                json.writeNullField("afterSeconds");
            } else {
                json.writeNumberField("afterSeconds", after.toSeconds());
            }
            json.writeStringField("note", each.note().code());
            json.writeArrayFieldStart("amounts");
            for (String amount : each.amounts().stream().map(Disposition.Amount::code).sorted().toList()) {
                json.writeString(amount);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("fields");
            for (String field : each.fields()) {
                json.writeString(field);
            }
            json.writeEndArray();
            details(json, each.details());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void details(JsonGenerator json, Details details) throws IOException {
        Json.texts(json, "required", details.required().stream().sorted().toList());
        json.writeObjectFieldStart("labels");
        for (Map.Entry<String, Details.Label> label : new TreeMap<>(details.labels()).entrySet()) {
            json.writeObjectFieldStart(label.getKey());
            json.writeStringField("zh", label.getValue().zh());
            json.writeStringField("en", label.getValue().en());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /**
     * How the queue stands.
     *
     * @param words as {@link ReviewWords#hash}
     * @param mine whether to say what the asker holds; a feed for many does not
     */
    static void summary(JsonGenerator json, Summary summary, String words, boolean mine) throws IOException {
        json.writeStartObject();
        json.writeNumberField("flagged", summary.flagged());
        json.writeNumberField("open", summary.waiting());
        json.writeNumberField("waiting", summary.in(CaseState.OPEN));
        json.writeNumberField("leased", summary.in(CaseState.LEASED));
        json.writeNumberField("snoozed", summary.in(CaseState.SNOOZED));
        json.writeNumberField("escalated", summary.in(CaseState.ESCALATED));
        json.writeNumberField("done", summary.in(CaseState.DONE));
        json.writeNumberField("pending", summary.pending());
        json.writeNumberField("uncovered", summary.uncovered());
        json.writeStringField("words", words);
        json.writeNumberField("lost", summary.lost());
        json.writeBooleanField("balanced", summary.balanced());
        json.writeObjectFieldStart("byGrade");
        for (Grade grade : Grade.values()) {
            byGrade(json, summary, grade);
        }
        json.writeEndObject();
        json.writeObjectFieldStart("breaches");
        json.writeNumberField("firstTouch", breached(summary, Summary.FIRST_TOUCH));
        json.writeNumberField("close", breached(summary, Summary.CLOSE));
        json.writeEndObject();
        if (mine) {
            json.writeObjectFieldStart("mine");
            json.writeNumberField("leased", summary.mine().leased());
            json.writeNumberField("doneToday", summary.mine().doneToday());
            json.writeEndObject();
        } else {
            json.writeNullField("mine");
        }
        json.writeEndObject();
    }

    private static void byGrade(JsonGenerator json, Summary summary, Grade grade) throws IOException {
        Duration oldest = summary.oldest().get(grade);
        long waiting = summary.in(CaseState.OPEN, grade);
        json.writeObjectFieldStart(grade.code());
        json.writeNumberField("waiting", waiting);
        json.writeNumberField("open", waiting + summary.in(CaseState.LEASED, grade)
                + summary.in(CaseState.SNOOZED, grade) + summary.in(CaseState.ESCALATED, grade));
        if (oldest == null) {
            json.writeNullField("oldestSeconds");
        } else {
            json.writeNumberField("oldestSeconds", oldest.toSeconds());
        }
        json.writeNumberField("breached",
                summary.breached().values().stream().mapToLong(by -> by.getOrDefault(grade, 0L)).sum());
        json.writeEndObject();
    }

    private static long breached(Summary summary, String clock) {
        return summary.breached().getOrDefault(clock, Map.of()).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Fen as yuan. */
    static BigDecimal yuan(long fen) {
        return BigDecimal.valueOf(fen, 2);
    }

    /** The forms of everything else. */
    ResultJson forms() {
        return forms;
    }
}
