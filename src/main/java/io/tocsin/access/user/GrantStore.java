package io.tocsin.access.user;

import java.util.List;
import java.util.Optional;

/**
 * Where grants wait, one a user; shared by all nodes. Each throws
 * {@link io.tocsin.warning.StoreUnavailableException} when the store does not answer.
 */
public interface GrantStore {
    /** What is asked for a user. */
    Optional<Grant> find(String user);

    /** All that are asked for. */
    List<Grant> all();

    /** Keeps one, in the place of another for the same user. */
    void put(Grant grant);

    /**
     * Nothing is asked for the user any more.
     *
     * @return whether something was; true for one of those who take the same away at once
     */
    boolean remove(String user);
}
