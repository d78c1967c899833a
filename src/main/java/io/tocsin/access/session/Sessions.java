package io.tocsin.access.session;

import io.tocsin.access.user.User;
import io.tocsin.access.user.UserStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The sessions of all users: begun, found again, locked when idle, ended. */
public final class Sessions {
    /** The oldest sessions beyond end when one begins. */
    static final int MOST = 5;
    /** So exact is what is known about the last request: not every one is written down. */
    private static final Duration GRAIN = Duration.ofSeconds(5);
    private final SessionStore store;
    private final UserStore users;
    private final AccessConfig config;

    /** Works on those stores; the time is the sessions' store's. */
    public Sessions(SessionStore store, UserStore users, AccessConfig config) {
        this.store = store;
        this.users = users;
        this.config = config;
    }

    /** How a session stands. */
    public enum State {
        /** Everything that the user's roles allow. */
        OPEN,
        /** The password must be typed again first. */
        LOCKED,
        /** The password must be changed first. */
        PASSWORD
    }

    /**
     * A session that was found, or begun.
     *
     * @param token of its cookie
     * @param session the session
     * @param user whose it is, as the user is now
     * @param state how it stands
     */
    public record Live(Token token, Session session, User user, State state) {}

    /**
     * Begins a session, always with a token of its own.
     *
     * @param user who was found to be that user
     */
    public Live begin(User user, Origin origin) {
        return begin(user, origin, store.now());
    }

    /** Goes on with a session under a new token, after the password was typed again or changed. */
    public Live renew(Live old, User user, Origin origin) {
        store.end(old.session);
        return begin(user, origin, old.session.begun());
    }

    private Live begin(User user, Origin origin, Instant begun) {
        List<Session> others = store.of(user.name());
        for (int i = 0; i <= others.size() - MOST; i++) {
            store.end(others.get(i));
        }
        Instant now = store.now();
        Token token = Token.fresh();
        Session session = new Session(token.hash(), user.name(), user.version(), begun, now, origin.address(),
                origin.agent());
        store.put(session, config.longest());
        return new Live(token, session, user, state(session, user, now));
    }

    /**
     * The session of a cookie; empty when there is none any more.
     *
     * @param active whether this is a sign that a person is there, which puts the idle lock off; not
     *            when a page asks by itself
     */
    public Optional<Live> find(Token token, boolean active) {
        Optional<SessionStore.Found> found = token.isValid() ? store.find(token.hash()) : Optional.empty();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Session session = found.get().session();
        Instant now = found.get().now();
        Optional<User> user = users.find(session.user()).filter(it -> !it.disabled())
                .filter(it -> it.version() == session.version());
        if (user.isEmpty() || !now.isBefore(ends(session))) {
            store.end(session);
            return Optional.empty();
        }
        State state = state(session, user.get(), now);
        if (active && state != State.LOCKED && session.seen().plus(GRAIN).isBefore(now)) {
            store.seen(session.hash());
        }
        return Optional.of(new Live(token, session, user.get(), state));
    }

    private State state(Session session, User user, Instant now) {
        if (session.seen().plus(config.idle()).isBefore(now)) {
            return State.LOCKED;
        }
        boolean old = user.credentials().changed().plus(config.passwordAge()).isBefore(now);
        return old || user.credentials().oneTime() ? State.PASSWORD : State.OPEN;
    }

    /** When it ends whatever is done in it. */
    public Instant ends(Session session) {
        return session.begun().plus(config.longest());
    }

    /** After how long without a request a session is locked. */
    public Duration idle() {
        return config.idle();
    }

    /** All sessions of a user, the oldest first. */
    public List<Session> of(String user) {
        return store.of(user);
    }

    /** Ends a session. */
    public void end(Session session) {
        store.end(session);
    }

    /**
     * Where a request comes from.
     *
     * @param address IP address
     * @param agent what the browser calls itself
     */
    public record Origin(String address, String agent) {}
}
