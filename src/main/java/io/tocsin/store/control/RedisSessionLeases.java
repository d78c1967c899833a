package io.tocsin.store.control;

import io.tocsin.send.sms.lease.SessionLeases;
import io.tocsin.store.node.Node;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The nodes' shares of accounts, in Redis. A lease is as long as a node's, so that a dead node's
 * connections go to the others when its work does.
 */
public final class RedisSessionLeases implements SessionLeases {
    private final Redis redis;
    private final Node node;
    private final Duration length;
    private final Script sessions = Script.load("sessions");
    private final AtomicLong turns = new AtomicLong();
    /** Carriers for which the lease of the node before this one was given up. */
    private final Set<String> succeeded = ConcurrentHashMap.newKeySet();

    /** Leases of that node, of the usual length. */
    public RedisSessionLeases(Redis redis, Node node) {
        this(redis, node, Node.LEASE);
    }

    /** Leases of another length. */
    public RedisSessionLeases(Redis redis, Node node, Duration length) {
        this.redis = redis;
        this.node = node;
        this.length = length;
    }

    @Override
    public Duration length() {
        return length;
    }

    @Override
    public Grant renew(String carrier, int connections, int held) {
        long before = succeeded.contains(carrier) ? 0 : node.predecessor();
        // With a replica it must not be forgotten in a fail-over, or two would have the same connection.
        List<@Nullable Object> answer = Reply.list(redis.pipelineSafely(List.of(sessions.call(Keys.sessions(carrier),
                node.number(), connections, held, length.toMillis(), turns.incrementAndGet(), before))).getFirst());
        succeeded.add(carrier);
        long may = Reply.number(answer.get(0));
        if (may < 0) {
            throw new StoreUnavailableException("a later renewal of the sessions of " + carrier + " came first");
        }
        return new Grant(Math.toIntExact(may), Math.toIntExact(Reply.number(answer.get(1))));
    }

    @Override
    public void release(String carrier) {
        redis.call(Call.of("HDEL", Keys.sessions(carrier), node.number()));
    }
}
