package io.tocsin.send.sms.lease;

import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;

/**
 * Which node may have how many connections to an account. A lease runs out by itself unless it is
 * renewed, so that what a dead node had goes to the others. Calls block.
 */
public interface SessionLeases {
    /** For a node that shares its accounts with no other: it may have all connections, for ever. */
    SessionLeases ALONE = new SessionLeases() {
        @Override
        public Duration length() {
            return Duration.ofDays(10_000);
        }

        @Override
        public Grant renew(String carrier, int connections, int held) {
            return new Grant(connections, 1);
        }

        @Override
        public void release(String carrier) {
            // Nobody waits for it.
        }
    };

    /** How long after {@link #renew} was asked, at the earliest, others may have what it granted. */
    Duration length();

    /**
     * Renews this node's lease and asks how many connections it may have. Nobody else is granted what
     * this node holds before it says that it holds less, or is silent for {@link #length}.
     *
     * @param carrier whose account
     * @param connections of the whole account
     * @param held connections of this node that are open, being opened or being closed
     * @throws StoreUnavailableException when it is not known whether it was renewed
     */
    Grant renew(String carrier, int connections, int held);

    /** Gives the node's lease back; it has no connection any more. */
    void release(String carrier);

    /**
     * What a node may have.
     *
     * @param connections at most so many; less than it holds when it is to give some up
     * @param nodes that want some, this one included
     */
    record Grant(int connections, int nodes) {}
}
