package io.tocsin.store.embedded;

import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A redis-server that the record of a folder leads to: ended when it serves this very folder, whose
 * gateway was then killed, as its lock is ours; left alone when the record came from elsewhere,
 * with a backup that was unpacked here, say, and the server is that of another gateway.
 */
final class Orphan {
    private static final Logger LOG = LoggerFactory.getLogger(Orphan.class);

    private Orphan() {}

    /**
     * Ends the server that a killed gateway left behind on this folder, if there is one.
     *
     * @param folder locked by the caller
     * @return whether the record leads to a server of another folder, which was left alone
     */
    static boolean end(ServerRecord record, DataFolder folder) {
        Optional<ProcessHandle> found = record.process().or(() -> ServerProcess.running(record));
        if (found.isEmpty()) {
            return false;
        }
        ProcessHandle process = found.get();
        if (!serves(process, record, folder)) {
            LOG.warn(
                    "redis.properties in {} tells of a Redis (process {}) that serves another folder: it came with a copy"
                            + " of that folder. That Redis is left alone; this folder gets a port and a password of its own.",
                    folder.path(), process.pid());
            return true;
        }
        LOG.info("Ending the Redis that a killed gateway left behind (process {})", process.pid());
        ServerProcess.end(process, record);
        return false;
    }

    /** By the system's word where it has one, else by the server's, else by the record's. */
    private static boolean serves(ProcessHandle process, ServerRecord record, DataFolder folder) {
        return same(Path.of("/proc", String.valueOf(process.pid()), "cwd"), folder.path())
                .or(() -> told(record).flatMap(dir -> same(dir, folder.path())))
                .orElseGet(() -> record.isOf(folder));
    }

    private static Optional<Boolean> same(Path its, Path ours) {
        try {
            return Optional.of(Files.isSameFile(its, ours));
        } catch (IOException unknown) {
            LOG.debug("Whether {} is {} cannot be seen", its, ours, unknown);
            return Optional.empty();
        }
    }

    private static Optional<Path> told(ServerRecord record) {
        try (Redis redis = ServerProcess.connect(record)) {
            return Optional.of(Path.of(Reply.text(Reply.list(redis.call("CONFIG", "GET", "dir")).getLast())));
        } catch (StoreUnavailableException silent) {
            return Optional.empty();
        }
    }
}
