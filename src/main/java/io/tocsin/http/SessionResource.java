package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import io.tocsin.access.session.LogIn;
import io.tocsin.access.session.PasswordRule;
import io.tocsin.access.session.Session;
import io.tocsin.access.session.Sessions;
import io.tocsin.access.session.Sessions.Live;
import io.tocsin.access.session.Token;
import io.tocsin.access.user.Role;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Logging in and out, and what a person may do about the own sessions. */
public final class SessionResource implements Resource {
    private static final Admission HALF = Admission.loggedIn(Admission.Stage.LOGGED_IN);
    private static final int LONGEST = 128;
    private final LogIn logIn;
    private final Sessions sessions;
    private final Guard guard;

    /** Logs in there. */
    public SessionResource(LogIn logIn, Sessions sessions, Guard guard) {
        this.logIn = logIn;
        this.sessions = sessions;
        this.guard = guard;
    }

    @Override
    public List<Call> calls() {
        return List.of(
                Call.of(HttpMethod.POST, "/v1/session", Admission.to(java.util.Set.of()), this::begin),
                Call.of(HttpMethod.GET, "/v1/session", HALF, e -> Json.ok(json -> write(json, e.person()))),
                Call.of(HttpMethod.POST, "/v1/session/end", HALF, this::end),
                Call.of(HttpMethod.POST, "/v1/session/unlock", HALF, this::unlock),
                Call.of(HttpMethod.POST, "/v1/session/password", HALF, this::password),
                Call.of(HttpMethod.GET, "/v1/sessions", Admission.loggedIn(Admission.Stage.READY), this::list),
                Call.of(HttpMethod.POST, "/v1/sessions/{id}/end", Admission.loggedIn(Admission.Stage.READY),
                        this::endOther));
    }

    private HttpResponse begin(Exchange exchange) {
        Guard.sameSite(exchange.request());
        MediaType type = exchange.request().contentType();
        if (type == null || !type.is(MediaType.JSON)) {
            // Forms of other sites can send anything but this without asking first.
            throw Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "expected Content-Type: application/json")
                    .exception();
        }
        Fields fields = new Fields(exchange.json(), "user", "password", "code");
        String user = fields.text("user", 1, LONGEST).toLowerCase(Locale.ROOT);
        LogIn.Result result = logIn.logIn(user, fields.exactly("password", 1, LONGEST),
                fields.text("code", 1, LONGEST), exchange.origin());
        Live live = in(exchange, "session.begin", result);
        // Whoever had another session in this browser leaves it.
        guard.token(exchange.request()).flatMap(token -> sessions.find(token, true))
                .ifPresent(old -> sessions.end(old.session()));
        return answer(live);
    }

    private static Live in(Exchange exchange, String act, LogIn.Result result) {
        return switch (result) {
            case LogIn.Result.In in -> {
                exchange.audit(in.live().user().name(), act, in.live().session().id());
                yield in.live();
            }
            case LogIn.Result.Refused refused -> {
                exchange.audit(refused.user(), act + ".refused", refused.user());
                throw refused();
            }
            case LogIn.Result.Wait wait -> throw Problem.of(ProblemType.TOO_MANY_TRIES,
                    "there were too many failures; nothing was looked at").retryAfter(wait.time()).exception();
        };
    }

    private static ProblemException refused() {
        return Problem.of(ProblemType.LOG_IN_REFUSED,
                "user, password and one-time code do not belong together, or the code was used before")
                .exception();
    }

    private HttpResponse end(Exchange exchange) {
        exchange.audit("session.end", exchange.person().session().id(), null, null);
        sessions.end(exchange.person().session());
        return HttpResponse.of(HttpStatus.NO_CONTENT)
                .mapHeaders(headers -> headers.toBuilder().add(HttpHeaderNames.SET_COOKIE, cookie("", 0)).build());
    }

    private HttpResponse unlock(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "password");
        return answer(in(exchange, "session.unlock",
                logIn.again(exchange.person(), fields.exactly("password", 1, LONGEST), exchange.origin())));
    }

    private HttpResponse password(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "password", "next");
        String old = fields.exactly("password", 1, LONGEST);
        String next = fields.exactly("next", 1, LONGEST);
        Live live = exchange.person();
        PasswordRule.fault(live.user().name(), next).ifPresent(fault -> {
            throw Problem.parameter("next", "weak", fault).exception();
        });
        if (next.equals(old)) {
            throw Problem.parameter("next", "weak", "expected another password than the old one").exception();
        }
        Live known = in(exchange, "password.change", logIn.again(live, old, exchange.origin()));
        return answer(logIn.change(known, next, exchange.origin()));
    }

    private HttpResponse list(Exchange exchange) {
        Live own = exchange.person();
        return Pages.answer(sessions.of(own.user().name()), null, (json, session) -> {
            json.writeStartObject();
            json.writeStringField("id", session.id());
            json.writeBooleanField("current", session.hash().equals(own.session().hash()));
            json.writeStringField("begun", session.begun().toString());
            json.writeStringField("seen", session.seen().toString());
            json.writeStringField("address", session.address());
            json.writeStringField("agent", session.agent());
            json.writeEndObject();
        });
    }

    private HttpResponse endOther(Exchange exchange) {
        String id = exchange.path("id");
        Session session = sessions.of(exchange.person().user().name()).stream().filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "there is no such session").exception());
        exchange.audit("session.end", session.id(), null, null);
        sessions.end(session);
        return HttpResponse.of(HttpStatus.NO_CONTENT);
    }

    private HttpResponse answer(Live live) {
        return Json.ok(json -> write(json, live)).mapHeaders(headers -> headers.toBuilder()
                .add(HttpHeaderNames.SET_COOKIE, cookie(live.token().text(), -1)).build());
    }

    private String cookie(String value, long seconds) {
        var builder = Cookie.secureBuilder(guard.cookie(), value).path("/").secure(guard.tls()).httpOnly(true)
                .sameSite("Strict");
        return (seconds < 0 ? builder : builder.maxAge(seconds)).build().toSetCookieHeader();
    }

    private void write(JsonGenerator json, Live live) throws IOException {
        Token token = live.token();
        json.writeStartObject();
        json.writeStringField("user", live.user().name());
        json.writeStringField("display", live.user().display());
        json.writeArrayFieldStart("roles");
        for (String role : Role.codes(live.user().roles())) {
            json.writeString(role);
        }
        json.writeEndArray();
        json.writeStringField("unit", live.user().unit().path());
        json.writeStringField("client", live.user().client());
        json.writeStringField("state", live.state().name().toLowerCase(Locale.ROOT));
        json.writeStringField("csrf", token.csrf());
        json.writeNumberField("idleSeconds", sessions.idle().toSeconds());
        json.writeStringField("endsAt", sessions.ends(live.session()).toString());
        json.writeEndObject();
    }
}
