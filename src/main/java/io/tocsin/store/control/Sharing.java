package io.tocsin.store.control;

import io.tocsin.store.node.Node;
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
 * How nodes share what an account has a number of. A lease is as long as a node's, so that what a
 * dead node had goes to the others when its work does.
 */
final class Sharing {
    private final Redis redis;
    private final Node node;
    private final Duration length;
    private final Script script = Script.load("share");
    private final AtomicLong turns = new AtomicLong();
    /** Accounts for which the lease of the node before this one was given up. */
    private final Set<String> succeeded = ConcurrentHashMap.newKeySet();

    Sharing(Redis redis, Node node, Duration length) {
        this.redis = redis;
        this.node = node;
        this.length = length;
    }

    /**
     * What a node may have of an account.
     *
     * @param may how many
     * @param nodes that want some, this one included
     */
    record Part(int may, int nodes) {}

    /**
     * What there is.
     *
     * @param total of the whole account, at least 1
     * @param least a node has none rather than fewer, unless that is all there is
     * @param after how long what was held counts on after it was given back
     */
    record Whole(int total, int least, Duration after) {}

    /**
     * Renews this node's lease.
     *
     * @param key of the account
     * @param held what this node has now, or still counts as having
     * @throws StoreUnavailableException when it is not known whether it was renewed
     */
    Part renew(byte[] key, String account, Whole whole, int held) {
        long before = succeeded.contains(account) ? 0 : node.predecessor();
        // With a replica it must not be forgotten in a fail-over, or two would have the same.
        List<@Nullable Object> answer = Reply
                .list(redis.pipelineSafely(List.of(script.call(key, node.number(), whole.total(), held,
                        length.toMillis(), turns.incrementAndGet(), before, whole.least(), whole.after().toMillis())))
                        .getFirst());
        succeeded.add(account);
        long may = Reply.number(answer.get(0));
        if (may < 0) {
            throw new StoreUnavailableException("a later renewal of the lease on " + account + " came first");
        }
        return new Part(Math.toIntExact(may), Math.toIntExact(Reply.number(answer.get(1))));
    }

    /**
     * Gives this node's lease back.
     *
     * @param after how long what it held counts on
     */
    void release(byte[] key, Duration after) {
        redis.call(script.call(key, node.number(), 0, 0, length.toMillis(), turns.incrementAndGet(), 0, 1,
                after.toMillis()));
    }
}
