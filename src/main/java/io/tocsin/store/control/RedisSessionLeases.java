package io.tocsin.store.control;

import io.tocsin.send.sms.lease.SessionLeases;
import io.tocsin.store.node.Node;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import java.time.Duration;

/** The nodes' shares of accounts' connections, in Redis. */
public final class RedisSessionLeases implements SessionLeases {
    private final Sharing sharing;
    private final Duration length;

    /** Leases of that node, of the usual length. */
    public RedisSessionLeases(Redis redis, Node node) {
        this(redis, node, Node.LEASE);
    }

    /** Leases of another length. */
    public RedisSessionLeases(Redis redis, Node node, Duration length) {
        this.sharing = new Sharing(redis, node, length);
        this.length = length;
    }

    @Override
    public Duration length() {
        return length;
    }

    @Override
    public Grant renew(String carrier, int connections, int held) {
        Sharing.Part part = sharing.renew(Keys.sessions(carrier), carrier,
                new Sharing.Whole(connections, 1, Duration.ZERO), held);
        return new Grant(part.may(), part.nodes());
    }

    @Override
    public void release(String carrier) {
        sharing.release(Keys.sessions(carrier), Duration.ZERO);
    }
}
