package io.tocsin.store;

import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.RoundTrips;
import io.tocsin.store.redis.place.Limits;
import io.tocsin.store.redis.place.RedisPlace;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Redis Cluster of three masters on loopback, the first with or without a replica. As a static
 * field with {@code @RegisterExtension} it serves all tests of a class and is emptied before each.
 */
public final class RealCluster
        implements
            RedisSource,
            BeforeAllCallback,
            BeforeEachCallback,
            AfterAllCallback,
            AutoCloseable {
    private static final int SLOTS = 16_384;
    private static final int MASTERS = 3;
    private static final Duration START = Duration.ofSeconds(60);
    private final List<RealRedis> servers = new ArrayList<>();
    private final boolean replica;

    /** Not started yet. */
    public RealCluster(boolean replica) {
        this.replica = replica;
    }

    /** Starts one for use by hand. */
    public static RealCluster started(boolean replica) {
        RealCluster cluster = new RealCluster(replica);
        try {
            cluster.start();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void start() {
        for (int i = 0; i < MASTERS + (replica ? 1 : 0); i++) {
            servers.add(RealRedis.started("--cluster-enabled", "yes", "--cluster-config-file", "nodes.conf",
                    "--cluster-node-timeout", "2000", "--cluster-port", "" + RealRedis.freePort()));
        }
        for (int i = 0; i < MASTERS; i++) {
            at(i, "CLUSTER", "ADDSLOTSRANGE", "" + SLOTS * i / MASTERS, "" + (SLOTS * (i + 1) / MASTERS - 1));
        }
        for (int i = 1; i < servers.size(); i++) {
            RealRedis each = servers.get(i);
            at(0, "CLUSTER", "MEET", "127.0.0.1", "" + each.port(), "" + bus(each));
        }
        if (replica) {
            String first = text(0, "CLUSTER", "MYID").strip();
            await().until(() -> text(MASTERS, "CLUSTER", "NODES").contains(first));
            at(MASTERS, "CLUSTER", "REPLICATE", first);
            await().until(() -> text(0, "INFO", "replication").contains("state=online"));
        }
        await().until(() -> {
            for (int i = 0; i < servers.size(); i++) {
                String info = text(i, "CLUSTER", "INFO");
                if (!info.contains("cluster_state:ok") || !info.contains("cluster_known_nodes:" + servers.size())) {
                    return false;
                }
            }
            return true;
        });
    }

    private static int bus(RealRedis server) {
        List<String> options = server.options();
        return Integer.parseInt(options.get(options.indexOf("--cluster-port") + 1));
    }

    private static org.awaitility.core.ConditionFactory await() {
        return Awaitility.await().atMost(START).pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(StoreUnavailableException.class);
    }

    /** A server; the first three began as masters. */
    public RealRedis server(int number) {
        return servers.get(number);
    }

    /** Asks one server, whoever has what. */
    public Object at(int number, String... words) {
        try (Redis one = servers.get(number).connect()) {
            Object[] rest = new Object[words.length - 1];
            System.arraycopy(words, 1, rest, 0, rest.length);
            Object answer = one.call(words[0], rest);
            return answer == null ? "" : answer;
        }
    }

    private String text(int number, String... words) {
        return Reply.text(at(number, words));
    }

    /** Its address, as a configuration would say it; the first server is not named. */
    public String url() {
        return "cluster://127.0.0.1:" + servers.get(1).port() + ",127.0.0.1:" + servers.get(2).port();
    }

    @Override
    public Redis connect() {
        return Redis.at(RedisPlace.parse(url()), Limits.defaults(), RoundTrips.UNHEARD, _ -> {
        });
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        for (int i = 0; i < MASTERS; i++) {
            at(i, "FLUSHALL");
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        servers.forEach(RealRedis::close);
        servers.clear();
    }
}
