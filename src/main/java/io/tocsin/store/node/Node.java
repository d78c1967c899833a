package io.tocsin.store.node;

import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node among those that share a Redis: its number, and a sign of life every second. Others may
 * take over what a node holds when it gave no sign for {@link #LEASE}, or at once when it left.
 */
public final class Node implements AutoCloseable {
    /** How long a node without a sign of life counts as alive. */
    public static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final int MOST = 65_535;
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private final Redis redis;
    private static final Script DEAD = Script.load("dead");

    private final Script beat;
    private final int number;
    private final Errand beating;
    private volatile boolean left;
    private volatile int predecessor;
    private volatile String name = "";
    private volatile boolean displaced;

    private Node(Redis redis, Script beat, int number, ScheduledExecutorService scheduler) {
        this.redis = redis;
        this.beat = beat;
        this.number = number;
        this.beating = new Errand("sign-of-life", BEAT, scheduler, this::beat);
    }

    /** Draws a number that no other node has and begins to give signs of life. */
    public static Node join(Redis redis, ScheduledExecutorService scheduler) {
        Script beat = Script.load("beat");
        int number = Math.toIntExact(Reply.number(redis.call(Script.load("join").call(bytes(Keys.NODES),
                Keys.NODE_SEQUENCE, MOST))));
        return new Node(redis, beat, number, scheduler);
    }

    /**
     * Says the name of this node: an older one of that name, which this one has replaced, counts as
     * dead at once. One that lives after all is alive again with its next sign of life.
     */
    public void takeOver(String name) {
        long old = Reply.number(redis.call(Script.load("takeover").call(bytes(Keys.NODES), Keys.NODE_NAMES, name,
                number)));
        predecessor = Math.toIntExact(old);
        this.name = name;
        if (old != 0) {
            LOG.info("Node {} with number {} takes over from number {}", name, number, old);
        }
    }

    /** Its number, 1 to 65,535. */
    public int number() {
        return number;
    }

    /** Its name; its number until it has said one. */
    public String name() {
        return name.isEmpty() ? String.valueOf(number) : name;
    }

    /** Number of the node of the same name that this one replaced, 0 for none. */
    public int predecessor() {
        return predecessor;
    }

    /** Nodes whose lease is over, this one excepted: what they hold may be taken over. */
    public List<Integer> dead() {
        return Reply.list(redis.call(DEAD.call(bytes(Keys.NODES), LEASE.toMillis()))).stream()
                .map(each -> Math.toIntExact(Reply.number(each))).filter(each -> each != number).toList();
    }

    /**
     * Makes a node known that still holds something: it may have been forgotten while it only slept,
     * and died before its next sign of life.
     */
    public void remember(int holder) {
        redis.call(Call.of("ZADD", Keys.NODES, "NX", 0, holder));
    }

    /** Strikes out a dead node of which nothing is left. */
    public void forget(int dead) {
        redis.call(Call.of("ZREM", Keys.NODES, dead));
    }

    private void beat() {
        if (!left) {
            redis.call(beat.call(bytes(Keys.NODES), number));
            lookForNamesake();
        }
    }

    /**
     * Says once that another node runs under this one's name: each takes the other for dead now and
     * then.
     */
    private void lookForNamesake() {
        String known = name;
        if (known.isEmpty() || displaced) {
            return;
        }
        String latest = Reply.text(redis.call("HGET", Keys.NODE_NAMES, known));
        if (!latest.isEmpty() && !latest.equals(String.valueOf(number)) && !left) {
            displaced = true;
            LOG.warn(
                    "Another node started under the name {} of this one (number {}, this one is {}) and took over its work."
                            + " Stop one of them, or give each a 'node' name of its own.",
                    known, latest, number);
        }
    }

    /** Whether another node has started under this one's name meanwhile. */
    public boolean isDisplaced() {
        return displaced;
    }

    /** Leaves: its lease is over at once. */
    @Override
    public void close() {
        left = true;
        beating.close();
        try {
            redis.call(Call.of("ZADD", Keys.NODES, 0, number));
        } catch (StoreUnavailableException e) {
            LOG.info("Could not say good-bye; others wait for the lease of {} s: {}", LEASE.toSeconds(),
                    e.getMessage());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
