package io.tocsin.store;

import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.RoundTrips;
import io.tocsin.store.redis.place.Limits;
import io.tocsin.store.redis.place.RedisPlace;
import io.tocsin.warning.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A master and its replica on loopback, watched by three Sentinels. */
public final class RealSentinels implements RedisSource, AutoCloseable {
    /** What the Sentinels call the master. */
    public static final String NAME = "tocsin";
    private static final int SENTINELS = 3;
    private static final Duration START = Duration.ofSeconds(60);
    private final List<RealRedis> servers = new ArrayList<>();
    private final List<Process> sentinels = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();

    private RealSentinels() {}

    /**
     * Starts them and waits until the Sentinels know the replica.
     *
     * @param replica further options of the replica
     */
    public static RealSentinels started(String... replica) {
        RealSentinels all = new RealSentinels();
        try {
            all.start(List.of(replica));
            return all;
        } catch (IOException e) {
            all.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            all.close();
            throw e;
        }
    }

    private void start(List<String> replica) throws IOException {
        RealRedis master = RealRedis.started("--repl-diskless-sync-delay", "0");
        servers.add(master);
        List<String> options = new ArrayList<>(List.of("--replicaof", "127.0.0.1 " + master.port()));
        options.addAll(replica);
        servers.add(RealRedis.started(options.toArray(String[]::new)));
        await().until(() -> info(0).contains("state=online"));
        for (int i = 0; i < SENTINELS; i++) {
            startSentinel(master);
        }
        await().until(() -> {
            for (int port : ports) {
                try (Redis sentinel = RealRedis.connect(port)) {
                    String known = Reply.text(sentinel.call("INFO", "sentinel"));
                    if (!known.contains("status=ok") || !known.contains("slaves=1,sentinels=" + SENTINELS)) {
                        return false;
                    }
                }
            }
            return true;
        });
    }

    private void startSentinel(RealRedis master) throws IOException {
        Path folder = Files.createTempDirectory("tocsin-sentinel");
        folders.add(folder);
        int port = RealRedis.freePort();
        ports.add(port);
        Path conf = Files.writeString(folder.resolve("sentinel.conf"), """
                bind 127.0.0.1
                port %d
                dir %s
                sentinel monitor %s 127.0.0.1 %d 2
                sentinel down-after-milliseconds %s 1500
                sentinel failover-timeout %s 10000
                """.formatted(port, folder, NAME, master.port(), NAME, NAME));
        sentinels.add(new ProcessBuilder("redis-server", conf.toString(), "--sentinel").redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile()).start());
    }

    /** Waits for a minute at most; a store that is away is no end. */
    public static ConditionFactory await() {
        return Awaitility.await().atMost(START).pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(StoreUnavailableException.class);
    }

    /** The server that began as master (0) or as its replica (1). */
    public RealRedis server(int number) {
        return servers.get(number);
    }

    /** What a server says about its replication. */
    public String info(int number) {
        try (Redis one = servers.get(number).connect()) {
            return Reply.text(one.call("INFO", "replication"));
        }
    }

    /** The address, as a configuration would say it. */
    public String url() {
        return "sentinel://" + NAME + "@"
                + ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    @Override
    public Redis connect() {
        return Redis.at(RedisPlace.parse(url()), Limits.defaults(), RoundTrips.UNHEARD, _ -> {
        });
    }

    @Override
    public void close() {
        sentinels.forEach(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
        servers.forEach(RealRedis::close);
        folders.forEach(RealRedis::delete);
    }
}
