package io.tocsin.store.embedded;

import io.tocsin.store.redis.place.RedisAddress;
import io.tocsin.store.secret.Nonces;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's own Redis on loopback: append-only with an fsync before every answer, started again
 * when it dies (port and password unchanged), ended with the gateway. One that a killed gateway
 * left behind is ended first.
 */
public final class EmbeddedRedis implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration STEADY = Duration.ofMinutes(1);
    private final DataFolder folder;
    private final ServerBinary binary;
    private final Surroundings surroundings;
    private final ReentrantLock lock = new ReentrantLock();
    private ServerRecord record;
    private @Nullable Process process;
    private volatile Instant startedAt = Instant.EPOCH;
    private Duration pause = FIRST_PAUSE;
    private volatile boolean closed;
    private volatile @Nullable String trouble;
    private volatile @Nullable String lastTrouble;

    private EmbeddedRedis(DataFolder folder, ServerBinary binary, ServerRecord record, Surroundings surroundings) {
        this.folder = folder;
        this.binary = binary;
        this.record = record;
        this.surroundings = surroundings;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param folder locked by the caller, who closes it afterwards
     * @throws IllegalStateException when it cannot be started; says why
     */
    public static EmbeddedRedis start(DataFolder folder, Surroundings surroundings) {
        ServerBinary binary = ServerBinary.find(surroundings.path, folder.path());
        ServerRecord record = ServerRecord.read(folder)
                .orElseGet(() -> ServerRecord.fresh(binary.version(), folder, surroundings.random));
        if (!binary.version().reads(record.version())) {
            throw new IllegalStateException("The data in " + folder.path() + " was written by Redis "
                    + record.version() + ", but only " + binary.version() + " was found (" + binary.file()
                    + "), which cannot read it. Install redis-server " + record.version() + " or later.");
        }
        boolean foreign = Orphan.end(record, folder) || !record.isOf(folder);
        // A copy that took the port and the password of the original would be taken for it.
        ServerRecord own = foreign ? ServerRecord.fresh(binary.version(), folder, surroundings.random) : record;
        EmbeddedRedis redis = new EmbeddedRedis(folder, binary, own.onFreePort(), surroundings);
        redis.launch();
        return redis;
    }

    /**
     * Where the Redis of a running gateway is, for a command beside it.
     *
     * @param folder that gateway's
     * @return empty when nothing was ever started on that folder
     */
    public static Optional<RedisAddress> ofRunning(Path folder) {
        return ServerRecord.read(folder).map(record -> RedisAddress.loopback(record.port(), record.password()));
    }

    private void launch() {
        lock.lock();
        try {
            // Known by its port and password even to who comes after a kill right behind the start.
            record.write(folder);
            Process started = ServerProcess.start(binary, record, folder.path(), surroundings.path);
            process = started;
            startedAt = surroundings.clock.instant();
            try {
                record = record.runBy(binary.version(), started.toHandle());
                record.write(folder);
                ServerProcess.await(started, record, folder.path(), surroundings.clock, () -> closed);
            } catch (RuntimeException | InterruptedException e) {
                started.destroy();
                throw e;
            }
            // Not on the thread that tells of all processes' ends: close() waits for it with the lock in hand.
            var _ = started.onExit().thenAcceptAsync(this::ended, task -> Thread.ofVirtual().start(task));
            trouble = null;
            LOG.info("Redis {} runs on port {} (process {}), data in {}", binary.version(), record.port(),
                    started.pid(), folder.path());
        } catch (IOException e) {
            throw new IllegalStateException("Redis could not be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Redis started", e);
        } finally {
            lock.unlock();
        }
    }

    private void ended(Process dead) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (startedAt.plus(STEADY).isBefore(surroundings.clock.instant())) {
                pause = FIRST_PAUSE;
            }
            failed("Redis (process " + dead.pid() + ") ended with exit code " + dead.exitValue() + ": "
                    + ServerProcess.tail(folder.path()));
        } finally {
            lock.unlock();
        }
    }

    private void failed(String what) {
        trouble = what;
        lastTrouble = what;
        LOG.error("{}; nothing is accepted or sent until it is back, next start in {} ms", what, pause.toMillis());
        try {
            var _ = surroundings.scheduler.schedule(this::relaunch, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The gateway ends: Redis is not started again");
        }
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    }

    private void relaunch() {
        // Loading may take minutes and must not hold up what else is scheduled.
        Thread.ofVirtual().name("redis-restart").start(() -> {
            lock.lock();
            try {
                if (!closed) {
                    launch();
                }
            } catch (RuntimeException e) {
                // Whatever it is, a full disk among others: as long as the gateway lives it is tried again.
                failed(String.valueOf(e.getMessage()));
            } finally {
                lock.unlock();
            }
        });
    }

    /** Where it is. */
    public RedisAddress address() {
        return RedisAddress.loopback(record.port(), record.password());
    }

    /** The process that runs it now, empty while it is down. */
    public Optional<ProcessHandle> process() {
        Process now = process;
        return now == null || !now.isAlive() ? Optional.empty() : Optional.of(now.toHandle());
    }

    /** What is wrong with it, empty when nothing is. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /**
     * What was wrong with it if it was started again only just now, empty when it has run for a while.
     */
    public Optional<String> recentTrouble() {
        return startedAt.plus(STEADY).isBefore(surroundings.clock.instant())
                ? Optional.empty()
                : Optional.ofNullable(lastTrouble);
    }

    /** Ends it in good order. */
    @Override
    public void close() {
        closed = true; // even while it is still loading
        lock.lock();
        try {
            process().ifPresent(running -> ServerProcess.end(running, record));
        } finally {
            lock.unlock();
        }
    }

    /**
     * What it takes from around it.
     *
     * @param path the search path, as PATH
     * @param random makes the password
     * @param clock measures
     * @param scheduler starts it again
     */
    public record Surroundings(String path, Nonces random, InstantSource clock, ScheduledExecutorService scheduler) {}
}
