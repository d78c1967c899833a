package io.tocsin.send.voice.agi;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes recordings that are older than they may be, where their folder is on this machine. What
 * is not named like a recording is left alone.
 */
public final class OldRecordings {
    private static final Logger LOG = LoggerFactory.getLogger(OldRecordings.class);
    private static final String RECORDING = "w[0-9a-z]+-[0-9]+\\.wav";

    private final RecordingConfig config;
    private final InstantSource clock;

    /** Of that folder. */
    public OldRecordings(RecordingConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Deletes those that are due; returns how many. Blocks. */
    public int delete() {
        if (!config.enabled() || !Files.isDirectory(Path.of(config.folder()))) {
            return 0;
        }
        Instant oldest = clock.instant().minus(config.retention());
        int deleted = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(config.folder()),
                file -> file.getFileName().toString().matches(RECORDING))) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest) && Files.deleteIfExists(file)) {
                    deleted++;
                }
            }
        } catch (IOException e) {
            LOG.warn("Recordings older than {} days could not all be deleted: {}", config.retention().toDays(),
                    e.getMessage());
        }
        if (deleted > 0) {
            LOG.info("{} recordings older than {} days were deleted", deleted, config.retention().toDays());
        }
        return deleted;
    }
}
