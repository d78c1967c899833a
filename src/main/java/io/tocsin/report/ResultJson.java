package io.tocsin.report;

import java.math.BigDecimal;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Batch;
import io.tocsin.warning.BatchCounts;
import io.tocsin.warning.BatchStatus;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.CauseWords;
import io.tocsin.warning.Note;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Standing;
import io.tocsin.warning.TimelineEntry;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningState;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The JSON forms of batches, warnings and events: one place, so that pages, exports, the feed and
 * webhooks agree. The OpenAPI document describes them.
 */
public final class ResultJson {
    private final ZoneId zone;
    private final IntFunction<String> carriers;
    private final UnaryOperator<String> channels;
    private final Reach reach;

    /**
     * Forms with times of that zone.
     *
     * @param zone of all times
     * @param carriers name of the carrier with a number, empty when there is none
     * @param channels how a carrier of that name reaches people, {@code sms} or {@code voice}; empty
     *            when there is no such carrier any more
     * @param reach which warnings nobody can send
     */
    public ResultJson(ZoneId zone, IntFunction<String> carriers, UnaryOperator<String> channels, Reach reach) {
        this.zone = zone;
        this.carriers = carriers;
        this.channels = channels;
        this.reach = reach;
    }

    /** A batch and how it stands. */
    public void batch(JsonGenerator json, BatchStatus status, Eta.Estimate eta) throws IOException {
        Batch batch = status.batch();
        json.writeStartObject();
        json.writeStringField("id", batch.id().value());
        json.writeStringField("client", batch.client());
        json.writeStringField("name", batch.name());
        json.writeStringField("playbook", batch.playbook());
        json.writeStringField("grade", batch.grade().code());
        json.writeStringField("state", status.state().code());
        counts(json, status.counts());
        time(json, "created", batch.createdAt());
        time(json, "finished", status.finishedAt());
        json.writeBooleanField("abandoned", status.abandoned());
        time(json, "eta", eta.at());
        string(json, "etaUnknown", eta.why().code());
        time(json, "notBefore", batch.notBefore());
        time(json, "expiresAt", batch.expiresAt());
        json.writeEndObject();
    }

    private static void counts(JsonGenerator json, BatchCounts counts) throws IOException {
        json.writeObjectFieldStart("counts");
        json.writeNumberField("submitted", counts.submitted());
        json.writeNumberField("accepted", counts.accepted());
        json.writeNumberField("duplicate", counts.duplicate());
        json.writeNumberField("rejected", counts.rejected());
        for (WarningState state : WarningState.values()) {
            json.writeNumberField(state.code(), counts.in(state));
        }
        json.writeNumberField("flagged", counts.flagged());
        json.writeEndObject();
    }

    /** A warning as lists and exports show it; {@code whole} shows the whole number. */
    public void result(JsonGenerator json, Standing standing, boolean whole) throws IOException {
        json.writeStartObject();
        resultFields(json, standing, whole);
        json.writeEndObject();
    }

    /** A warning with all that was submitted and all that happened. */
    public void warning(JsonGenerator json, Standing standing, List<Timeline.Shown> timeline, boolean whole)
            throws IOException {
        Warning warning = standing.warning();
        json.writeStartObject();
        resultFields(json, standing, whole);
        json.writeStringField("playbook", warning.playbook());
        json.writeObjectFieldStart("vars");
        for (Map.Entry<String, String> entry : warning.vars().entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
        time(json, "notBefore", warning.notBefore());
        time(json, "expiresAt", warning.expiresAt());
        boolean stuck = standing.progress().state() == WarningState.READY && !reach.reaches(standing);
        string(json, "waitsFor", stuck ? Eta.Unknown.NO_CARRIER.code() : "");
        json.writeArrayFieldStart("timeline");
        for (Timeline.Shown shown : timeline) {
            TimelineEntry entry = shown.entry();
            json.writeStartObject();
            time(json, "at", entry.at());
            json.writeStringField("kind", entry.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            string(json, "carrier", entry.carrier());
            attempt(json, warning, shown);
            json.writeStringField("text", entry.text());
            words(json, shown.words());
            if (shown.times() > 1) {
                json.writeNumberField("times", shown.times());
                time(json, "until", shown.until());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** What a raw code means, as {@code words}; nothing when nobody knows it. */
    public static void words(JsonGenerator json, CauseWords words) throws IOException {
        if (!words.isEmpty()) {
            json.writeObjectFieldStart("words");
            json.writeStringField("en", words.english());
            json.writeStringField("zh", words.chinese());
            json.writeEndObject();
        }
    }

    /** Which attempt an entry speaks of, and what the carrier calls its segments. */
    private static void attempt(JsonGenerator json, Warning warning, Timeline.Shown shown) throws IOException {
        TimelineEntry entry = shown.entry();
        if (entry.fence() == 0) {
            json.writeNullField("attempt");
            json.writeNullField("attemptId");
        } else {
            json.writeNumberField("attempt", entry.fence());
            json.writeStringField("attemptId", new AttemptId(warning.id(), entry.fence()).toString());
        }
        List<String> ids = entry.kind() == Note.Kind.SUBMITTED ? Note.ids(entry.text()) : List.of();
        if (!ids.isEmpty()) {
            json.writeNumberField("segments", ids.size());
            if (shown.cost() != null) {
                json.writeNumberField("cost",
                        BigDecimal.valueOf(shown.cost()).multiply(BigDecimal.valueOf(ids.size())));
            }
            json.writeArrayFieldStart("messages");
            for (String id : ids) {
                json.writeString(id);
            }
            json.writeEndArray();
        }
    }

    /** Something that happened to a warning. */
    public void event(JsonGenerator json, ResultStore.Event event, boolean whole) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", event.id());
        json.writeStringField("type", event.kind().code());
        time(json, "at", event.at());
        json.writeFieldName("warning");
        result(json, event.standing(), whole);
        ResultStore.Said said = event.said();
        if (said != null) {
            json.writeObjectFieldStart("reply");
            json.writeStringField("text", said.text());
            json.writeStringField("carrier", said.carrier());
            json.writeStringField("to", said.to());
            json.writeBooleanField("optOut", said.optOut());
            json.writeBooleanField("incomplete", said.incomplete());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void resultFields(JsonGenerator json, Standing standing, boolean whole) throws IOException {
        Warning warning = standing.warning();
        Progress progress = standing.progress();
        json.writeStringField("id", warning.id().toString());
        json.writeStringField("batch", warning.batch().value());
        json.writeStringField("ref", warning.ref());
        json.writeStringField("phone", whole ? warning.phone().national() : warning.phone().masked());
        json.writeStringField("operator", warning.operator().code());
        json.writeStringField("grade", warning.grade().code());
        json.writeStringField("fraudType", warning.fraudType());
        json.writeStringField("name", warning.name());
        json.writeStringField("state", progress.state().code());
        string(json, "cause", progress.cause() == CauseClass.NONE ? "" : progress.cause().name());
        json.writeNumberField("attempts", progress.attempts());
        string(json, "channel", channel(standing));
        string(json, "carrier", carrier(standing));
        json.writeBooleanField("resent", progress.has(Progress.RESENT));
        json.writeBooleanField("flagged", progress.has(Progress.FLAGGED));
        string(json, "call", standing.talk());
        time(json, "accepted", warning.acceptedAt());
        time(json, "changed", changed(standing));
    }

    /**
     * Name of the carrier of its latest attempt, empty before the first; a rule that suppresses it
     * speaks after a carrier was chosen, which is no attempt.
     */
    public String carrier(Standing standing) {
        Progress progress = standing.progress();
        boolean unsent = progress.attempts() == 0 && progress.networkRetries() == 0;
        int number = progress.cause().isRule() && unsent ? 0 : progress.carrier();
        return number == 0 ? "" : carriers.apply(number);
    }

    /** How its latest attempt was to reach the person, empty before the first. */
    public String channel(Standing standing) {
        String carrier = carrier(standing);
        return carrier.isEmpty() ? "" : channels.apply(carrier);
    }

    /**
     * When it last changed: to the millisecond where the timeline knows it; rows know whole seconds
     * only, but never one before it was accepted.
     */
    public static Instant changed(Standing standing) {
        Instant known = standing.changedAt();
        if (known != null) {
            return known;
        }
        Instant accepted = standing.warning().acceptedAt();
        int after = standing.progress().at();
        return after == 0 ? accepted : Instant.ofEpochSecond(accepted.getEpochSecond() + after);
    }

    /** The zone of all times. */
    public ZoneId zone() {
        return zone;
    }

    /** A time as RFC 3339 writes it, with the zone's offset; null stays null. */
    public void time(JsonGenerator json, String field, @Nullable Instant at) throws IOException {
        if (at == null) {
            json.writeNullField(field);
        } else {
            json.writeStringField(field,
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.truncatedTo(ChronoUnit.MILLIS).atZone(zone)));
        }
    }

    private static void string(JsonGenerator json, String field, String text) throws IOException {
        if (text.isEmpty()) {
            json.writeNullField(field);
        } else {
            json.writeStringField(field, text);
        }
    }
}
