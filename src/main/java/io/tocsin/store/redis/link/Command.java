package io.tocsin.store.redis.link;

import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;

/** One command on its way to a server. */
public interface Command {
    /** The key that says which server of a cluster it is for; null when any will do. */
    byte @Nullable [] key();

    /** Whether it may change something. */
    boolean writes();

    /** The command that makes its script known to a server, null when it runs none. */
    @Nullable
    Command loading();

    /** Writes it, without a flush. */
    void send(Connection connection);
}
