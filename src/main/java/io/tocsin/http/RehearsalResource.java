package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import io.tocsin.access.content.BadContentException;
import io.tocsin.access.content.Proposal;
import io.tocsin.access.user.Role;
import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.talk.Action;
import io.tocsin.send.voice.dialog.talk.Ending;
import io.tocsin.send.voice.dialog.talk.Phase;
import io.tocsin.send.voice.dialog.talk.Rehearsal;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A dialog tried out before it is proposed or approved: nobody is called and nothing is kept. Who
 * asks sends the text and all answers so far, and is told everything from the beginning.
 */
public final class RehearsalResource implements Resource {
    private static final int MOST_ANSWERS = 60;
    private static final int LONGEST_ANSWER = 40;
    private final Function<String, Dialog> reader;

    /**
     * Tries out what that reads.
     *
     * @param reader throws {@link BadContentException} for what is no dialog
     */
    public RehearsalResource(Function<String, Dialog> reader) {
        this.reader = reader;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.of(HttpMethod.POST, "/v1/contents/rehearsal", Admission.people(Role.SYSTEM, Role.SECURITY),
                this::rehearse));
    }

    private HttpResponse rehearse(Exchange exchange) {
        TopUnit.of(exchange, "contents");
        Fields fields = new Fields(exchange.json(), "text", "answers");
        List<String> answers = fields.texts("answers", MOST_ANSWERS);
        if (answers.stream().anyMatch(answer -> answer.length() > LONGEST_ANSWER)) {
            throw Problem.parameter("answers", "invalid", "expected texts of at most " + LONGEST_ANSWER
                    + " characters").exception();
        }
        String text = fields.text("text", 1, Proposal.LONGEST);
        try {
            Rehearsal rehearsal = Rehearsal.of(reader.apply(text), Map.of(), answers);
            return Json.ok(json -> write(json, List.of(), rehearsal));
        } catch (BadContentException e) {
            return Json.ok(json -> write(json, e.problems(), null));
        }
    }

    private static void write(JsonGenerator json, List<String> problems, @Nullable Rehearsal rehearsal)
            throws IOException {
        json.writeStartObject();
        Json.texts(json, "problems", problems);
        json.writeArrayFieldStart("steps");
        if (rehearsal != null) {
            for (Rehearsal.Step step : rehearsal.steps()) {
                step(json, step);
            }
        }
        json.writeEndArray();
        json.writeStringField("waits", rehearsal == null ? null : waits(rehearsal.talk().phase()));
        json.writeFieldName("ending");
        Ending ending = rehearsal == null ? null : rehearsal.talk().ending();
        if (ending == null) {
            json.writeNull();
        } else {
            json.writeStartObject();
            json.writeStringField("outcome", ending.outcome().code());
            json.writeStringField("how", ending.how().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            json.writeStringField("state", ending.state());
            Json.texts(json, "tags", ending.tags());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static @Nullable String waits(Phase phase) {
        return switch (phase) {
            case LISTENING -> "answer";
            case TRANSFERRING -> "transfer";
            case SAYING, REMINDING, ENDED -> null;
        };
    }

    /** What happened, and what was said or listened for. */
    private static void step(JsonGenerator json, Rehearsal.Step step) throws IOException {
        switch (step.action()) {
            case null -> step(json, "answered", step.answer());
            case Action.Say say -> step(json, "says", say.text());
            case Action.Listen listen -> step(json, "listens", listen.keys());
            case Action.Transfer transfer -> step(json, "rings", transfer.queue());
            case Action.Flag flag -> step(json, "flags", flag.evidence());
            case Action.HangUp() -> step(json, "hangs-up", "");
            case Action.End(Ending ending) -> step(json, "ends", ending.state());
        }
    }

    private static void step(JsonGenerator json, String what, String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("what", what);
        json.writeStringField("text", text);
        json.writeEndObject();
    }
}
