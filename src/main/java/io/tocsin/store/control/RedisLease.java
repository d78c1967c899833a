package io.tocsin.store.control;

import io.tocsin.report.webhook.Lease;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import java.time.Duration;

/** Rights that one node among all has for a time, in Redis. */
public final class RedisLease implements Lease {
    private final Redis redis;
    private final int node;
    private final Script lease = Script.load("lease");

    /** Takes connections and the number of this node. */
    public RedisLease(Redis redis, int node) {
        this.redis = redis;
        this.node = node;
    }

    @Override
    public boolean hold(String what, Duration time) {
        return Reply.number(redis.call(lease.call(Keys.lease(what), node, time.toMillis()))) == 1;
    }
}
