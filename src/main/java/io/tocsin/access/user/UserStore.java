package io.tocsin.access.user;

import java.util.List;
import java.util.Optional;

/** Where users are kept; shared by all nodes. */
public interface UserStore {
    /** How many there may be. */
    int MOST = 10_000;

    /**
     * One user.
     *
     * @throws io.tocsin.warning.StoreUnavailableException when the store does not answer
     */
    Optional<User> find(String name);

    /**
     * All of them by name, at most {@link #MOST}.
     *
     * @throws io.tocsin.warning.StoreUnavailableException when the store does not answer
     */
    List<User> all();

    /**
     * Keeps the next version of a user, the first when there is none yet.
     *
     * @return false when somebody else has made that version, or there are {@link #MOST} already
     * @throws io.tocsin.warning.StoreUnavailableException when the store does not answer
     */
    boolean put(User next);

    /**
     * How many were there that cannot be read, and so hold no more, when all of them were read last;
     * asks nobody.
     */
    int damaged();

    /** Names of users that are there and cannot be read; reads all of them. */
    List<String> damagedNames();

    /**
     * Takes one away that cannot be read; who can is not touched.
     *
     * @return false when there is none, or it can be read
     */
    boolean removeDamaged(String name);
}
