package io.tocsin.access.user;

import io.tocsin.access.password.OneTimePassword;
import io.tocsin.access.password.Passwords;
import io.tocsin.access.password.Totp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes, changes and lists users, for the command line and the console alike. */
public final class Users {
    private static final int TRIES = 5;
    private final UserStore store;
    private final Passwords passwords;
    private final InstantSource clock;

    /** Works on that store. */
    public Users(UserStore store, Passwords passwords, InstantSource clock) {
        this.store = store;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * What a new or reset user is given once.
     *
     * @param user the user
     * @param password in clear; to be changed at the first log-in
     * @param enrolment what an authenticator app scans, {@code otpauth://totp/…}
     */
    public record Enrolment(User user, String password, String enrolment) {
        /** Never the password. */
        @Override
        public String toString() {
            return "(enrolment of " + user.name() + ")";
        }
    }

    /**
     * Makes a user.
     *
     * @param client the upstream system for which a submitter acts, null for none
     * @throws IllegalArgumentException when something about the user cannot be
     * @throws IllegalStateException when there is such a user, or no room
     */
    public Enrolment add(String name, String display, Set<Role> roles, Unit unit, @Nullable String client) {
        Fresh fresh = fresh();
        User user = new User(name, display, roles, unit, client, false, fresh.credentials, 1);
        if (!store.put(user)) {
            throw new IllegalStateException("there is a user " + name + " already, or as many users as there may be");
        }
        return fresh.of(user);
    }

    /**
     * Gives a user a new password and a new second factor, and lets the user in again.
     *
     * @return empty when there is no such user
     */
    public Optional<Enrolment> reset(String name) {
        Fresh fresh = fresh();
        return change(name, user -> user.disabled(false).with(fresh.credentials)).map(fresh::of);
    }

    /**
     * Gives a user a new password, and lets the user in again, with the second factor there is: so who
     * does this cannot log in as that user.
     *
     * @return the password in clear; empty when there is no such user
     */
    public Optional<String> newPassword(String name) {
        String password = OneTimePassword.fresh();
        String hash = passwords.hash(password);
        return change(name, user -> user.disabled(false).with(user.credentials().given(hash, clock.instant())))
                .map(_ -> password);
    }

    /**
     * Gives a user a new second factor, with the password there is: so who does this cannot log in as
     * that user either.
     *
     * @return what an authenticator app scans; empty when there is no such user
     */
    public Optional<String> newFactor(String name) {
        byte[] secret = Totp.freshSecret();
        return change(name, user -> user.with(user.credentials().withTotp(secret)))
                .map(user -> Totp.enrolment(user.name(), secret));
    }

    /**
     * Locks a user out, at once and everywhere, or lets the user in again.
     *
     * @return empty when there is no such user
     */
    public Optional<User> disable(String name, boolean disabled) {
        return change(name, user -> user.disabled(disabled));
    }

    /**
     * Says what a user may do and where.
     *
     * @return empty when there is no such user
     * @throws IllegalArgumentException when those roles cannot be one person's
     */
    public Optional<User> grant(String name, Rights rights) {
        return change(name, user -> user.granted(rights));
    }

    /**
     * The same, if the user's rights are those before.
     *
     * @return empty when there is no such user
     * @throws IllegalStateException when the user has others by now
     */
    Optional<User> grant(String name, Rights before, Rights rights) {
        // Who keeps the rights of before is not changed: a change ends a user's sessions.
        return rights.equals(before)
                ? find(name).map(user -> still(user, before))
                : change(name, user -> still(user, before).granted(rights));
    }

    private static User still(User user, Rights before) {
        if (!user.rights().equals(before)) {
            throw new IllegalStateException("the rights of " + user.name() + " have changed meanwhile");
        }
        return user;
    }

    /**
     * Takes a password that the user chose; says nothing about whether it is a good one.
     *
     * @return empty when there is no such user
     */
    public Optional<User> choose(String name, String password) {
        String hash = passwords.hash(password);
        return change(name, user -> user.with(user.credentials().chosen(hash, clock.instant())));
    }

    /** One user. */
    public Optional<User> find(String name) {
        return User.isName(name) ? store.find(name) : Optional.empty();
    }

    /** All users of a unit and those below it, by name. */
    public List<User> within(Unit unit) {
        return store.all().stream().filter(user -> unit.covers(user.unit())).toList();
    }

    /** All users by name. */
    public List<User> all() {
        return store.all();
    }

    /** How many were there that cannot be read when all of them were read last. */
    public int damaged() {
        return store.damaged();
    }

    /** Names of users that are there and cannot be read, in order. */
    public List<String> damagedNames() {
        return store.damagedNames();
    }

    /** Takes one away that cannot be read, so that it can be made anew; false when there is none. */
    public boolean removeDamaged(String name) {
        return store.removeDamaged(name);
    }

    private Optional<User> change(String name, UnaryOperator<User> how) {
        for (int i = 0; i < TRIES; i++) {
            Optional<User> next = find(name).map(user -> next(user, how));
            if (next.isEmpty() || store.put(next.get())) {
                return next;
            }
        }
        throw new IllegalStateException("user " + name + " is being changed by others; try again");
    }

    /** Several steps are one version. */
    private static User next(User old, UnaryOperator<User> how) {
        User made = how.apply(old);
        return new User(made.name(), made.display(), made.roles(), made.unit(), made.client(), made.disabled(),
                made.credentials(), old.version() + 1);
    }

    private Fresh fresh() {
        String password = OneTimePassword.fresh();
        byte[] secret = Totp.freshSecret();
        return new Fresh(password, Credentials.fresh(passwords.hash(password), secret, clock.instant()));
    }

    private record Fresh(String password, Credentials credentials) {
        Enrolment of(User user) {
            return new Enrolment(user, password, Totp.enrolment(user.name(), credentials.totpBytes()));
        }
    }
}
