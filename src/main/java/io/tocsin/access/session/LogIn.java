package io.tocsin.access.session;

import io.tocsin.access.password.Passwords;
import io.tocsin.access.password.Totp;
import io.tocsin.access.session.SessionStore.Waits;
import io.tocsin.access.session.Sessions.Live;
import io.tocsin.access.session.Sessions.Origin;
import io.tocsin.access.user.User;
import io.tocsin.access.user.Users;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Lets people in who know a user's password and have the user's second factor. Whoever fails is
 * told nothing else: not whether there is such a user, not what was wrong; and the same work is
 * done for all. Failures of a user and of an address are slowed down, more and more.
 */
public final class LogIn {
    private final Users users;
    private final Passwords passwords;
    private final SessionStore store;
    private final Sessions sessions;
    private final boolean anyCode;
    private final byte[] nobodysSecret = Totp.freshSecret();

    /** Takes what it needs. */
    public LogIn(Users users, Passwords passwords, SessionStore store, Sessions sessions) {
        this(users, passwords, store, sessions, false);
    }

    /**
     * The same.
     *
     * @param anyCode whether any code will do: for demonstrations on made-up data, where nobody has an
     *            authenticator app
     */
    public LogIn(Users users, Passwords passwords, SessionStore store, Sessions sessions,
            boolean anyCode) {
        this.anyCode = anyCode;
        this.users = users;
        this.passwords = passwords;
        this.store = store;
        this.sessions = sessions;
    }

    /** What came of a try. */
    public sealed interface Result {
        /** The user is in. */
        record In(Live live) implements Result {}

        /**
         * Something was wrong.
         *
         * @param user who it was said to be; empty when there is no such user, as people type passwords
         *            into the wrong field
         */
        record Refused(String user) implements Result {}

        /** There were too many failures; nothing was looked at. */
        record Wait(Duration time) implements Result {}
    }

    /** Logs in. */
    public Result logIn(String name, String password, String code, Origin origin) {
        Duration wait = tryOnce(name, origin);
        if (!wait.isZero()) {
            return new Result.Wait(wait);
        }
        Optional<User> user = users.find(name);
        boolean known = passwords.matches(hash(user), password);
        byte[] secret = user.map(it -> it.credentials().totpBytes()).orElse(nobodysSecret);
        OptionalLong step = Totp.match(secret, code, store.now());
        boolean let = known && (anyCode || step.isPresent()) && user.isPresent() && !user.get().disabled();
        if (!let || !(anyCode || store.useStep(name, step.getAsLong()))) {
            return new Result.Refused(user.map(User::name).orElse(""));
        }
        forgive(name, origin);
        return new Result.In(sessions.begin(user.get(), origin));
    }

    /**
     * Asks for the password once more, in a session that is there; failures are slowed down the same.
     */
    public Result again(Live live, String password, Origin origin) {
        Duration wait = tryOnce(live.user().name(), origin);
        if (!wait.isZero()) {
            return new Result.Wait(wait);
        }
        if (!passwords.matches(live.user().credentials().password().reveal(), password)) {
            return new Result.Refused(live.user().name());
        }
        forgive(live.user().name(), origin);
        return new Result.In(sessions.renew(live, live.user(), origin));
    }

    /**
     * Changes the password of a session whose password was just given again; all other sessions end.
     */
    public Live change(Live live, String next, Origin origin) {
        User user = users.choose(live.user().name(), next).orElse(live.user());
        return sessions.renew(live, user, origin);
    }

    private String hash(Optional<User> user) {
        return user.map(it -> it.credentials().password().reveal()).orElse(passwords.nobodys());
    }

    private Duration tryOnce(String name, Origin origin) {
        Duration wait = store.tryOnce(address(origin), Waits.ADDRESS);
        return wait.isZero() ? store.tryOnce(user(name), Waits.USER) : wait;
    }

    private void forgive(String name, Origin origin) {
        store.forget(user(name));
        store.forgive(address(origin));
    }

    /** What is no name shares a counter, so that nobody can fill the store with made-up ones. */
    private static String user(String name) {
        return "user:" + (User.isName(name) ? name : "");
    }

    private static String address(Origin origin) {
        return "address:" + origin.address();
    }
}
