package io.tocsin.store;

import io.tocsin.store.redis.place.Limits;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.place.RedisAddress;
import io.tocsin.warning.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A redis-server of its own on a free loopback port, append-only with an fsync for every write,
 * that can be killed and started again. As a static field with {@code @RegisterExtension} it serves
 * all tests of a class and is emptied before each; it may also be used by hand.
 */
public final class RealRedis
        implements
            RedisSource,
            BeforeAllCallback,
            BeforeEachCallback,
            AfterEachCallback,
            AfterAllCallback,
            AutoCloseable {
    private static final int LOWEST = 20_000;
    private static final int PORTS = 10_000;
    private static final int MOST_TRIES = 100;
    private static final Duration START = Duration.ofSeconds(20);
    private final List<String> options;
    private @Nullable Path dir;
    private @Nullable Process process;
    private int port;
    private boolean forAll;

    /**
     * Not started yet.
     *
     * @param options further arguments of the server
     */
    public RealRedis(String... options) {
        this.options = List.of(options);
    }

    /** Starts one for use by hand. */
    public static RealRedis started(String... options) {
        RealRedis redis = new RealRedis(options);
        redis.start();
        return redis;
    }

    /** Starts it, for the first time or on the data of the last, and waits until it answers. */
    public void start() {
        try {
            if (dir == null) {
                dir = Files.createTempDirectory("tocsin-redis");
                port = freePort();
            }
            List<String> command = Stream.concat(Stream.of("redis-server", "--port", "" + port, "--bind", "127.0.0.1",
                    "--dir", dir.toString(), "--appendonly", "yes", "--appendfsync", "always", "--save", "",
                    "--daemonize", "no"), options.stream()).toList();
            process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(dir.resolve("log").toFile())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Redis redis = connect()) {
            Awaitility.await().atMost(START).ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                    .until(() -> redis.call("PING") != null);
        }
    }

    /** Kills it as {@code kill -9} does; its data stays. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            await(process);
            process = null;
        }
    }

    /** Kills it and starts it again. */
    public void restart() {
        kill();
        start();
    }

    /** Its port. */
    public int port() {
        return port;
    }

    /** Where it is. */
    public RedisAddress address() {
        return new RedisAddress("127.0.0.1", port, null, null, 0, false, null);
    }

    @Override
    public Redis connect() {
        return Redis.at(address(), Limits.defaults());
    }

    /** Connections to a server on that port. */
    static Redis connect(int port) {
        return Redis.at(RedisAddress.loopback(port, null), Limits.defaults());
    }

    /** Further arguments it was started with. */
    List<String> options() {
        return options;
    }

    /** Stops it, as a machine that hangs, or lets it go on. */
    public void freeze(boolean stop) {
        try {
            Process kill = new ProcessBuilder("kill", stop ? "-STOP" : "-CONT",
                    "" + java.util.Objects.requireNonNull(process, "not started").pid()).start();
            await(kill);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its folder, in which the append-only files are. */
    public Path dir() {
        return java.util.Objects.requireNonNull(dir, "not started");
    }

    /** Ends it and deletes its data. */
    @Override
    public void close() {
        kill();
        if (dir != null) {
            delete(dir);
            dir = null;
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        forAll = true;
        start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (process == null) {
            start();
        }
        try (Redis redis = connect()) {
            redis.call("FLUSHALL");
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!forAll) {
            close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("redis-server " + process.pid() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A port that was free a moment ago. */
    public static int freePort() {
        Random random = new Random(System.nanoTime() ^ ProcessHandle.current().pid() << 32);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            // Below those that the system gives to clients: none of these can take it meanwhile.
            try (ServerSocket socket = new ServerSocket(LOWEST + random.nextInt(PORTS), 1,
                    InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Somebody's already.
                Thread.onSpinWait();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("no free port in " + MOST_TRIES + " tries");
    }
}
