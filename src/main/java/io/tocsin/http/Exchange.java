package io.tocsin.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.tocsin.access.Caller;
import io.tocsin.access.audit.Act;
import io.tocsin.access.session.Sessions;
import io.tocsin.access.session.Sessions.Live;
import io.tocsin.access.user.Role;
import io.tocsin.report.export.Language;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One request on its way through its handler. Used by one thread. */
public final class Exchange {
    private final ServiceRequestContext context;
    private final HttpRequest request;
    private final Guard guard;
    private @Nullable Caller caller;
    private @Nullable Live person;
    private @Nullable BodyStream body;
    private @Nullable CompletableFuture<AggregatedHttpRequest> whole;

    Exchange(ServiceRequestContext context, HttpRequest request, @Nullable Caller caller, Guard guard) {
        this.context = context;
        this.request = request;
        this.caller = caller;
        this.guard = guard;
    }

    /**
     * Who asks.
     *
     * @throws IllegalStateException on a call that asks for no log-in
     */
    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("a call without scopes has no caller");
        }
        return caller;
    }

    /**
     * The person who asks.
     *
     * @throws IllegalStateException on a call by a key
     */
    public Live person() {
        if (person == null) {
            throw new IllegalStateException("a call by a key has no person");
        }
        return person;
    }

    /** The person who asks; empty when it is a key, or nobody in particular. */
    public Optional<Live> anyPerson() {
        return Optional.ofNullable(person);
    }

    /** Notes which person asks. */
    void is(Live live) {
        person = live;
        caller = Guard.caller(live.user());
    }

    /** Where the request comes from. */
    public Sessions.Origin origin() {
        return new Sessions.Origin(guard.address(context.remoteAddress().getAddress(), request.headers()),
                header(HttpHeaderNames.USER_AGENT).orElse(""));
    }

    /**
     * Notes in the audit log what is about to be done: call it before.
     *
     * @param act such as {@code carrier.suspend}
     * @param subject to what; telephone numbers masked
     * @param before how it is, null where that does not apply
     * @param after how it becomes, null where that does not apply
     * @throws io.tocsin.warning.StoreUnavailableException when it cannot be noted; it must not be done
     *             then
     */
    public void audit(String act, String subject, @Nullable String before, @Nullable String after) {
        guard.note(act(act, subject, before, after));
    }

    /** Notes what somebody did who is not known yet by key or session. */
    void audit(String user, String act, String subject) {
        guard.note(new Act(user, user.isEmpty() ? "nobody" : "user", List.of(), origin().address(), act, subject, null,
                null));
    }

    /** An act of whoever asks. */
    Act act(String act, String subject, @Nullable String before, @Nullable String after) {
        Live known = person;
        return known == null
                ? new Act(caller().client(), "key", List.of(), origin().address(), act, subject, before, after)
                : new Act(known.user().name(), "user", Role.codes(known.user().roles()), origin().address(), act,
                        subject, before, after);
    }

    /** A variable of the address. */
    public String path(String name) {
        String value = context.pathParam(name);
        if (value == null) {
            throw new IllegalStateException("the address has no variable " + name);
        }
        return value;
    }

    /** A query parameter; empty when it is missing or has no value. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(context.queryParam(name)).filter(v -> !v.isEmpty());
    }

    /** All query parameters. */
    public QueryParams query() {
        return context.queryParams();
    }

    /**
     * A query parameter that is a whole number.
     *
     * @param otherwise what it is when it is missing
     * @throws ProblemException when it is no number within the bounds
     */
    public int query(String name, int otherwise, int least, int most) {
        String text = query(name).orElse(Integer.toString(otherwise));
        int value = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        if (value < least || value > most) {
            throw Problem.parameter(name, "invalid",
                    "got '" + cut(text) + "', expected a whole number from " + least + " to " + most).exception();
        }
        return value;
    }

    /** A header; empty when it is missing. */
    public Optional<String> header(CharSequence name) {
        return Optional.ofNullable(request.headers().get(name));
    }

    /**
     * The body as JSON, for calls with a small one.
     *
     * @throws ProblemException when it is none
     */
    public JsonNode json() {
        try {
            return Json.read(whole().join().content().array());
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** The language the caller would rather read: as {@code lang} says, else as it accepts. */
    public Language language() {
        return query("lang").map(Languages::of).orElseGet(() -> Languages.of(request.headers()));
    }

    /** The whole body, for calls with a small one; the same however often it is asked for. */
    CompletableFuture<AggregatedHttpRequest> whole() {
        CompletableFuture<AggregatedHttpRequest> known = whole;
        if (known == null) {
            known = request.aggregate();
            whole = known;
        }
        return known;
    }

    /**
     * The body as a stream, for calls with a long one; the same however often it is asked for.
     *
     * @param idle how long to wait for each piece, and for more than a drip
     * @param ticker measures it, nanoseconds
     */
    BodyStream body(Duration idle, LongSupplier ticker) {
        BodyStream known = body;
        if (known == null) {
            known = new BodyStream(request, idle, ticker);
            body = known;
        }
        return known;
    }

    /** The request itself. */
    public HttpRequest request() {
        return request;
    }

    /** Armeria's view of it. */
    public ServiceRequestContext context() {
        return context;
    }

    private static String cut(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
