package io.tocsin.send.voice.cause;

import io.tocsin.send.voice.CallCauses;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The site's own table of causes, over the one that comes with the program. A file that has changed
 * is read again once two looks in a row find it the same, so that one that is being written is left
 * alone; one with a wrong line leaves the table as it was. Safe for many threads.
 */
public final class CauseFile implements Supplier<CallCauses> {
    private static final Logger LOG = LoggerFactory.getLogger(CauseFile.class);

    private final Path file;
    private final ReentrantLock looking = new ReentrantLock();
    private Stamp read;
    private @Nullable Stamp seen;
    private volatile CallCauses causes;

    /** What differs when a file has changed. */
    private record Stamp(FileTime modified, long size, @Nullable Object identity) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    /**
     * Reads it for the first time.
     *
     * @param file in UTF-8, with lines as {@link CallCauses#read} takes them
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException when a line is wrong
     */
    public CauseFile(Path file) throws IOException {
        this.file = file;
        this.read = Stamp.of(file);
        this.causes = parse(file);
    }

    static CallCauses parse(Path file) throws IOException {
        try (Reader lines = Files.newBufferedReader(file)) {
            return CallCauses.usual().over(lines);
        }
    }

    @Override
    public CallCauses get() {
        return causes;
    }

    /** Looks whether it has changed, and reads it if so; to be called now and then, may block. */
    public void look() {
        if (!looking.tryLock()) {
            return;
        }
        try {
            Stamp now = Stamp.of(file);
            if (now.equals(read)) {
                seen = null;
            } else if (now.equals(seen)) {
                read = now;
                seen = null;
                causes = parse(file);
                LOG.info("{} has changed and was read again: ends of calls mean what it says from now on", file);
            } else {
                seen = now;
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} has changed and is not taken, what ends of calls mean stays: {}", file, e.getMessage());
        } finally {
            looking.unlock();
        }
    }
}
