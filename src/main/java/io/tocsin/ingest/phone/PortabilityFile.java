package io.tocsin.ingest.phone;

import io.tocsin.ingest.IntakeListener;
import java.io.IOException;
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
 * The table of numbers that changed their operator, as its file has it. A file that has changed is
 * read again once two looks in a row find it the same, so that one that is being written is left
 * alone; one that cannot be read leaves the table as it was. Safe for many threads.
 */
public final class PortabilityFile implements Supplier<Portability> {
    private static final Logger LOG = LoggerFactory.getLogger(PortabilityFile.class);

    private final Path file;
    private final IntakeListener listener;
    private final ReentrantLock looking = new ReentrantLock();
    private Stamp read;
    private @Nullable Stamp seen;
    private volatile Portability table;

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
     * @throws IOException when it cannot be read
     */
    public PortabilityFile(Path file, IntakeListener listener) throws IOException {
        this.file = file;
        this.listener = listener;
        this.read = Stamp.of(file);
        this.table = Portability.read(file);
    }

    @Override
    public Portability get() {
        return table;
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
                take();
            } else {
                seen = now;
            }
        } catch (IOException | IllegalArgumentException e) {
            failed(e);
        } finally {
            looking.unlock();
        }
    }

    private void take() throws IOException {
        Portability fresh = Portability.read(file);
        table = fresh;
        LOG.info("{} has changed and was read again: {} numbers changed their operator", file, fresh.size());
        listener.portability(true);
    }

    private void failed(Exception e) {
        LOG.warn("{} has changed and is not taken, the {} numbers known before stay: {}", file, table.size(),
                e.getMessage());
        listener.portability(false);
    }
}
