package io.tocsin.access.user;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Rights given in the console: what takes away is one administrator's act, and what gives more
 * takes two. Nobody gives rights alone.
 */
public final class Grants {
    private final Users users;
    private final GrantStore store;
    private final InstantSource clock;

    /** For those users. */
    public Grants(Users users, GrantStore store, InstantSource clock) {
        this.users = users;
        this.store = store;
        this.clock = clock;
    }

    /** What waits for approval, by user. */
    public Map<String, Grant> waiting() {
        return store.all().stream().collect(Collectors.toMap(Grant::user, Function.identity()));
    }

    /** What waits for approval for that user. */
    public Optional<Grant> waiting(User user) {
        return store.find(user.name()).filter(grant -> grant.waits(user.rights(), clock.instant()));
    }

    /** The same, of what {@link #waiting()} answered. */
    public Optional<Grant> waiting(User user, Map<String, Grant> all) {
        return Optional.ofNullable(all.get(user.name()))
                .filter(grant -> grant.waits(user.rights(), clock.instant()));
    }

    /**
     * The user has no more than those rights from now on, and those that the user has not yet wait for
     * {@link #approve}. Whatever waited before does no more.
     *
     * @param by who says so
     * @return the user as it is now; empty when there is none
     * @throws IllegalArgumentException when those rights cannot be one person's
     * @throws IllegalStateException when the user's rights have changed meanwhile
     */
    public Optional<User> ask(User user, Rights next, String by) {
        // So that what cannot be is refused now and not when it is approved.
        user.granted(next);
        Rights now = atOnce(user, next);
        // Before anything else: what waits is not approved from here on.
        store.remove(user.name());
        Optional<User> changed = users.grant(user.name(), user.rights(), now);
        if (!now.equals(next)) {
            store.put(new Grant(user.name(), now, next, by, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        }
        return changed;
    }

    /** What waited for that user does no more. */
    public void forget(String user) {
        store.remove(user);
    }

    /** The rights that a user of whom others are asked has from now on, without anybody's approval. */
    public static Rights atOnce(User user, Rights next) {
        return next.within(user.rights()) ? next : user.rights().lessened(next);
    }

    /**
     * Gives what was asked for.
     *
     * @param by anybody but who asked
     * @return the user as it is now; empty when there is none
     * @throws IllegalStateException when that one asked, or the user's rights have changed meanwhile
     */
    public Optional<User> approve(Grant grant, String by) {
        if (grant.by().equals(by)) {
            throw new IllegalStateException("it takes another person than " + by + ", who asked for it");
        }
        if (!store.remove(grant.user())) {
            throw new IllegalStateException("it was taken back, or approved by somebody else, meanwhile");
        }
        return users.grant(grant.user(), grant.before(), grant.rights());
    }
}
