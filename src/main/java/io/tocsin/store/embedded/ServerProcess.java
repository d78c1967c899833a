package io.tocsin.store.embedded;

import io.tocsin.store.redis.place.Limits;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.place.RedisAddress;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.StoreUnavailableException;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a redis-server is started on a data folder, awaited and ended. */
final class ServerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
    private static final Duration LOADING = Duration.ofMinutes(30);
    private static final Duration ENDING = Duration.ofSeconds(30);
    private static final Duration KILLING = Duration.ofSeconds(10);
    private static final long GLANCE_MILLIS = 50;
    private static final long MOST_LOG_BYTES = 10 << 20;
    private static final int SHOWN_LINES = 2;
    private static final String PROCESS = "process_id:";
    private static final Limits LIMITS = new Limits(1, Duration.ofSeconds(1), Duration.ofSeconds(5),
            Duration.ofSeconds(5));

    private ServerProcess() {}

    /**
     * Starts it. The settings go through its standard input, so that the password stands in no list of
     * processes.
     *
     * @param path the search path, as PATH
     */
    static Process start(ServerBinary binary, ServerRecord record, Path folder, String path) throws IOException {
        Path log = folder.resolve("redis.log");
        if (Files.exists(log) && Files.size(log) > MOST_LOG_BYTES) {
            Files.move(log, folder.resolve("redis.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command = new ArrayList<>();
        // A session of its own: Ctrl-C in a terminal must reach the gateway alone, which then still needs
        // its Redis.
        Stream.of(path.split(File.pathSeparator)).filter(each -> !each.isEmpty())
                .map(each -> Path.of(each, "setsid")).filter(Files::isExecutable).findFirst()
                .ifPresent(setsid -> command.add(setsid.toString()));
        command.add(binary.file().toString());
        command.add("-");
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        try (OutputStream settings = process.getOutputStream()) {
            settings.write(settings(record, folder).getBytes(StandardCharsets.UTF_8));
        }
        return process;
    }

    private static String settings(ServerRecord record, Path folder) {
        return """
                bind 127.0.0.1
                protected-mode yes
                port %d
                requirepass %s
                dir "%s"
                databases 1
                appendonly yes
                appendfsync always
                no-appendfsync-on-rewrite no
                aof-load-truncated yes
                auto-aof-rewrite-percentage 100
                auto-aof-rewrite-min-size 256mb
                save ""
                maxmemory-policy noeviction
                timeout 0
                daemonize no
                """.formatted(record.port(), record.password(),
                folder.toString().replace("\\", "\\\\").replace("\"", "\\\""));
    }

    /**
     * Waits until it has loaded its data and answers, or nobody wants it any more.
     *
     * @throws IllegalStateException when it ends or takes too long, with the last lines of its log
     */
    static void await(Process process, ServerRecord record, Path folder, InstantSource clock, BooleanSupplier unwanted)
            throws InterruptedException {
        Instant deadline = clock.instant().plus(LOADING);
        Instant said = clock.instant();
        try (Redis redis = connect(record)) {
            while (!unwanted.getAsBoolean() && !answers(redis)) {
                if (process.waitFor(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException(
                            "Redis ended while it started, with exit code " + process.exitValue() + ": "
                                    + tail(folder));
                }
                if (clock.instant().isAfter(deadline)) {
                    throw new IllegalStateException(
                            "Redis was not ready in " + LOADING.toMinutes() + " minutes: " + tail(folder));
                }
                if (clock.instant().isAfter(said.plusSeconds(5))) {
                    said = clock.instant();
                    LOG.info("Redis is still loading its data");
                }
            }
        }
    }

    private static boolean answers(Redis redis) {
        try {
            return Reply.text(redis.call("GET", "meta:none")).isEmpty();
        } catch (StoreUnavailableException notYet) {
            return false;
        }
    }

    /** The process that answers to the record's port and password, whoever started it. */
    static Optional<ProcessHandle> running(ServerRecord record) {
        try (Redis redis = connect(record)) {
            return Reply.text(redis.call("INFO", "server")).lines().filter(line -> line.startsWith(PROCESS))
                    .findFirst().flatMap(line -> ProcessHandle.of(Long.parseLong(line.substring(PROCESS.length()))));
        } catch (StoreUnavailableException e) {
            return Optional.empty();
        }
    }

    /** Ends it: in good order, else by signal; everything acknowledged is on disk either way. */
    static void end(ProcessHandle process, ServerRecord record) {
        try (Redis redis = connect(record)) {
            redis.call("SHUTDOWN", "NOSAVE");
        } catch (StoreUnavailableException e) {
            // A server that shuts down does not answer.
            LOG.trace("SHUTDOWN was not answered", e);
        }
        if (!ends(process, ENDING)) {
            LOG.warn("Redis (process {}) did not shut down in {} s and is killed; its data is on disk", process.pid(),
                    ENDING.toSeconds());
            process.destroyForcibly();
            if (!ends(process, KILLING)) {
                throw new IllegalStateException("Redis (process " + process.pid() + ") cannot be ended");
            }
        }
    }

    private static boolean ends(ProcessHandle process, Duration within) {
        try {
            process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    static Redis connect(ServerRecord record) {
        return Redis.at(RedisAddress.loopback(record.port(), record.password()), LIMITS);
    }

    /** The last lines of its log. */
    static String tail(Path folder) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("redis.log"));
            return String.join(" / ", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }
}
