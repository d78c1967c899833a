package io.tocsin.send.voice.agi.door;

import io.tocsin.warning.AttemptId;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of recorded calls, where it is on this machine. What is older than the retention is
 * deleted; files that are not named by an attempt are nobody's business here.
 */
public final class RecordingShelf {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingShelf.class);
    private static final String ENDING = ".wav";

    private final Path folder;
    private final Duration retention;

    /**
     * The folder of those calls.
     *
     * @param folder may be missing
     * @param retention how long a recording is kept
     */
    public RecordingShelf(Path folder, Duration retention) {
        this.folder = folder;
        this.retention = retention;
    }

    /** Deletes what is too old. Returns how many that were; none where there is no such folder. */
    public int sweep(Instant now) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        int deleted = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, RecordingShelf::isRecording)) {
            for (Path file : files) {
                deleted += isOld(file, now) && Files.deleteIfExists(file) ? 1 : 0;
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("Recordings in {} could not all be looked at: {}", folder, e.toString());
        }
        if (deleted > 0) {
            LOG.info("{} recordings were older than {} days and are deleted", deleted, retention.toDays());
        }
        return deleted;
    }

    private static boolean isRecording(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(ENDING)
                && AttemptId.parse(name.substring(0, name.length() - ENDING.length())).isPresent();
    }

    private boolean isOld(Path file, Instant now) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(retention));
        } catch (NoSuchFileException _) {
            // Another node was faster.
            return false;
        }
    }
}
