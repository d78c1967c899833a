package io.tocsin.http;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import io.tocsin.access.Scope;
import io.tocsin.access.session.Sessions.Live;
import io.tocsin.access.user.Role;
import io.tocsin.dispatch.stop.GlobalStop;
import io.tocsin.dispatch.stop.StopStore;
import io.tocsin.report.ResultJson;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The global stop (总闸): one duty officer, or a key that operates, stops all sending; two people let
 * it go on. A key releases nothing, as a program cannot be the second pair of eyes.
 */
public final class StopResource implements Resource {
    /** How long a request to release waits for somebody who confirms it. */
    static final Duration WITHIN = Duration.ofMinutes(15);
    private static final int LONGEST_REASON = 200;
    private static final int LONGEST_ID = 32;
    private static final Admission SEE = new Admission(EnumSet.allOf(Scope.class), Set.of(), Admission.Stage.READY);
    private final StopStore store;
    private final ResultJson forms;

    /** Stops what is kept there. */
    public StopResource(StopStore store, ResultJson forms) {
        this.store = store;
        this.forms = forms;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.of(HttpMethod.GET, "/v1/stop", SEE, _ -> answer(store.stopped())),
                Call.post("/v1/stop", Set.of(Scope.OPERATE), this::stop),
                Call.of(HttpMethod.POST, "/v1/stop/release", Admission.people(Role.DUTY), this::release));
    }

    private HttpResponse stop(Exchange exchange) {
        String reason = new Fields(exchange.json(), "reason").text("reason", 1, LONGEST_REASON);
        Optional<Live> person = exchange.anyPerson();
        String by = person.map(live -> live.user().name()).orElseGet(() -> exchange.caller().client());
        exchange.audit("stop.all", "all sending", words(store.stopped()), reason);
        return answer(Optional.of(store.stop(by, person.isPresent() ? "user" : "key", reason)));
    }

    /** Asks, or confirms the request that the body names: nobody releases what he did not see. */
    private HttpResponse release(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "reason", "confirms");
        String reason = fields.text("reason", 1, LONGEST_REASON);
        String confirms = fields.has("confirms") ? fields.text("confirms", 1, LONGEST_ID) : "";
        String by = exchange.person().user().name();
        exchange.audit(confirms.isEmpty() ? "stop.release-ask" : "stop.release-confirm", "all sending",
                words(store.stopped()), reason);
        return switch (store.release(by, reason, confirms, WITHIN)) {
            case NONE -> throw conflict("nothing is stopped");
            case OWN -> throw conflict(by + " has asked for the release, expected somebody else to confirm it");
            case CHANGED -> throw changed(confirms);
            case ASKED, RELEASED -> answer(store.stopped());
        };
    }

    private ProblemException changed(String confirms) {
        String expected = confirms.isEmpty()
                ? "no request to release it"
                : "the request " + confirms + " to release it";
        return conflict("expected " + expected + "; now: " + words(store.stopped()));
    }

    private static ProblemException conflict(String detail) {
        return Problem.of(ProblemType.CONFLICT, detail).exception();
    }

    private static String words(Optional<GlobalStop> stop) {
        return stop.map(is -> "stopped by " + is.by() + ": " + is.reason()
                + (is.release() == null
                        ? ""
                        : "; release asked by " + is.release().by() + " (" + is.release().id() + "): "
                                + is.release().reason()))
                .orElse("sending");
    }

    private HttpResponse answer(Optional<GlobalStop> stop) {
        return Json.ok(json -> {
            json.writeStartObject();
            json.writeBooleanField("stopped", stop.isPresent());
            json.writeStringField("by", stop.map(GlobalStop::by).orElse(null));
            json.writeStringField("kind", stop.map(GlobalStop::kind).orElse(null));
            forms.time(json, "since", stop.map(GlobalStop::since).orElse(null));
            json.writeStringField("reason", stop.map(GlobalStop::reason).orElse(null));
            GlobalStop.Release release = stop.map(GlobalStop::release).orElse(null);
            if (release == null) {
                json.writeNullField("release");
            } else {
                json.writeObjectFieldStart("release");
                json.writeStringField("id", release.id());
                json.writeStringField("by", release.by());
                forms.time(json, "at", release.at());
                forms.time(json, "until", release.until());
                json.writeStringField("reason", release.reason());
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }
}
