package io.tocsin.http;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import io.tocsin.access.ApiKeys;
import io.tocsin.access.Caller;
import io.tocsin.access.KeyRates;
import io.tocsin.access.audit.Act;
import io.tocsin.access.audit.AuditTrail;
import io.tocsin.access.session.Sessions;
import io.tocsin.access.session.Sessions.Live;
import io.tocsin.access.session.Token;
import io.tocsin.access.user.Role;
import io.tocsin.access.user.User;
import io.tocsin.config.value.AddressRange;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Knows who asks: a client by its API key, or a person by the session of a cookie. */
public final class Guard {
    /** Says the session's {@link Token#csrf} with everything that changes something. */
    static final String CSRF = "x-tocsin-csrf";
    /** Says, with any value, that a page asks by itself: that is no sign of a person. */
    static final String BACKGROUND = "x-tocsin-background";
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private final ApiKeys keys;
    private final @Nullable Sessions sessions;
    private final boolean tls;
    private final @Nullable AuditTrail trail;
    private final Proxies proxies;
    private final KeyRates rates;

    /**
     * Asks keys and sessions.
     *
     * @param sessions null where no people log in
     * @param tls whether cookies need TLS, as the door has it
     * @param trail where acts are noted, null for nowhere
     */
    public Guard(ApiKeys keys, @Nullable Sessions sessions, boolean tls, @Nullable AuditTrail trail) {
        this(keys, sessions, tls, trail, List.of(), new KeyRates(() -> 0));
    }

    /**
     * The same, behind reverse proxies.
     *
     * @param proxies whose word is taken for where requests come from
     * @param rates holds keys to theirs
     */
    public Guard(ApiKeys keys, @Nullable Sessions sessions, boolean tls, @Nullable AuditTrail trail,
            List<AddressRange> proxies, KeyRates rates) {
        this.rates = rates;
        this.proxies = new Proxies(proxies);
        this.keys = keys;
        this.sessions = sessions;
        this.tls = tls;
        this.trail = trail;
    }

    /**
     * Notes an act before it is done.
     *
     * @throws io.tocsin.warning.StoreUnavailableException when it cannot be noted and must not be done
     */
    void note(Act act) {
        if (trail != null) {
            trail.note(act);
        }
    }

    /**
     * The name of the cookie. With TLS, browsers hold whoever sets a cookie of this name to: TLS, this
     * host alone, every path.
     */
    String cookie() {
        return tls ? "__Host-tocsin" : "tocsin";
    }

    /** The address a request comes from, as far as that can be known. */
    String address(InetAddress peer, RequestHeaders headers) {
        return proxies.address(peer, headers);
    }

    /** Whether cookies are for TLS only. */
    boolean tls() {
        return tls;
    }

    /**
     * Whose API key came; answers at once.
     *
     * @throws ProblemException when it asks more often than was agreed
     */
    Optional<Caller> key(RequestHeaders headers) {
        Optional<Caller> caller = keys.authorize(headers.get(HttpHeaderNames.AUTHORIZATION, ""));
        caller.map(Caller::limit).ifPresent(limit -> {
            Duration wait = rates.take(limit);
            if (wait.isPositive()) {
                throw Problem.of(ProblemType.OVER_RATE, "this key may make " + limit.perSecond()
                        + " requests a second, and a second's worth at once").retryAfter(wait).exception();
            }
        });
        return caller;
    }

    /** The token of the cookie, if one came, whether it is worth anything or not. */
    Optional<Token> token(HttpRequest request) {
        return sessions == null || request.headers().contains(HttpHeaderNames.AUTHORIZATION)
                ? Optional.empty()
                : request.headers().cookies().stream().filter(cookie -> cookie.name().equals(cookie()))
                        .map(Cookie::value).map(Token::new).findFirst();
    }

    /**
     * The person behind a cookie; asks the store.
     *
     * @throws ProblemException when the session, or the person, may not do this
     */
    Live person(Token token, HttpRequest request, Admission admission) {
        Live live = Optional.ofNullable(sessions).flatMap(all -> all.find(token, isActive(request)))
                .orElseThrow(() -> Problem.of(ProblemType.SESSION_OVER,
                        "the session has ended, or there never was one; log in").exception());
        boolean changes = request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD;
        if (changes && !token.isCsrf(request.headers().get(CSRF, ""))) {
            throw Problem.of(ProblemType.FORGED,
                    "got no header X-Tocsin-Csrf with the 'csrf' of this session, expected it with every " + request
                            .method())
                    .exception();
        }
        sameSite(request);
        if (admission.stage() == Admission.Stage.READY) {
            ready(live);
        }
        if (!admission.lets(live.user().roles())) {
            throw Problem.of(ProblemType.ROLE_FORBIDDEN, "expected one of the roles " + admission.roles().stream()
                    .map(Role::code).sorted().collect(Collectors.joining(", "))).exception();
        }
        return live;
    }

    /** Browsers cannot add headers to an event stream, which says itself what it is. */
    private static boolean isActive(HttpRequest request) {
        return !request.headers().contains(BACKGROUND)
                && !request.headers().contains(HttpHeaderNames.ACCEPT, MediaType.EVENT_STREAM.toString());
    }

    private static void ready(Live live) {
        switch (live.state()) {
            case OPEN -> {
            }
            case LOCKED -> throw Problem.of(ProblemType.SESSION_LOCKED,
                    "nothing was done in this session for a while; POST /v1/session/unlock").exception();
            case PASSWORD -> throw Problem.of(ProblemType.PASSWORD_DUE,
                    "the password was made by somebody else or is too old; POST /v1/session/password").exception();
        }
    }

    /**
     * Browsers say which site asked for a request (Fetch Metadata); one that was asked for by another
     * site is refused, also where no cookie is needed yet.
     *
     * @throws ProblemException when another site asked for it
     */
    static void sameSite(HttpRequest request) {
        String site = request.headers().get("sec-fetch-site", "none");
        if (!OWN_SITE.contains(site)) {
            throw Problem.of(ProblemType.FORGED, "another site asked for this").exception();
        }
    }

    /** What a person's calls are known by: the client that the person acts for, else nobody's. */
    static Caller caller(User user) {
        String client = user.client();
        return new Caller(client == null ? "@" + user.name() : client, user.scopes());
    }
}
