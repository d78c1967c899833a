package io.tocsin.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a file that may change while the program runs. A file that has changed is read
 * again once two looks in a row find it the same, so that one that is being written is left alone;
 * one that cannot be read leaves what is known as it was. Safe for many threads.
 *
 * @param <T> what it is read as; never changed
 */
public final class WatchedFile<T> implements Supplier<T> {
    private final Path file;
    private final Reading<T> reading;
    private final Listener<T> listener;
    private final ReentrantLock looking = new ReentrantLock();
    private Stamp read;
    private @Nullable Stamp seen;
    private volatile T known;

    /** Reads a file. */
    @FunctionalInterface
    public interface Reading<T> {
        /**
         * Reads it whole.
         *
         * @throws IOException when it cannot be read
         * @throws IllegalArgumentException when something else stands in it
         */
        T read(Path file) throws IOException;
    }

    /** Hears what became of a file that has changed. */
    public interface Listener<T> {
        /** It was read again and holds from now on. */
        void taken(Path file, T fresh);

        /** It is not taken; what was known before stays. */
        void refused(Path file, T kept, Exception why);
    }

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
     * @throws IllegalArgumentException when something else stands in it
     */
    public WatchedFile(Path file, Reading<T> reading, Listener<T> listener) throws IOException {
        this.file = file;
        this.reading = reading;
        this.listener = listener;
        this.read = Stamp.of(file);
        this.known = reading.read(file);
    }

    @Override
    public T get() {
        return known;
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
                known = reading.read(file);
                listener.taken(file, known);
            } else {
                seen = now;
            }
        } catch (IOException | IllegalArgumentException e) {
            listener.refused(file, known, e);
        } finally {
            looking.unlock();
        }
    }
}
