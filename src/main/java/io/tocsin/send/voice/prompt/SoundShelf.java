package io.tocsin.send.voice.prompt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of sounds by name, bounded in bytes: what was not asked for longest goes first. A file
 * is there whole or not at all, and stays over restarts; several nodes may share the folder. Safe
 * for use by several threads.
 */
final class SoundShelf {
    /** A-law: what an Asterisk between Chinese trunks plays as it is, and half the size of WAV. */
    static final String ENDING = ".alaw";
    private static final int BYTES_PER_MILLI = 8;
    private static final String UNFINISHED = ".making";
    /** How exactly the order of use is told over a restart. */
    private static final Duration TOUCH = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(SoundShelf.class);

    private final Path folder;
    private final long maxBytes;
    private final InstantSource clock;
    /** In the order of use. */
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private record Entry(long size, Instant touched) {}

    /**
     * The shelf in a folder, which is made if need be.
     *
     * @param maxBytes of all files together
     * @throws IOException when the folder cannot be made, read or written to
     */
    SoundShelf(Path folder, long maxBytes, InstantSource clock) throws IOException {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.clock = clock;
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
            throw new IOException("got " + folder + ", expected a folder that can be written to");
        }
        load();
    }

    private record Found(String name, Entry entry) {}

    private synchronized void load() throws IOException {
        List<Found> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                look(file, found);
            }
        }
        found.sort(Comparator.comparing(file -> file.entry().touched()));
        found.forEach(file -> add(file.name(), file.entry()));
        shrink();
    }

    private void look(Path file, List<Found> found) throws IOException {
        String name = file.getFileName().toString();
        try {
            Instant time = Files.getLastModifiedTime(file).toInstant();
            if (name.endsWith(ENDING)) {
                found.add(new Found(name.substring(0, name.length() - ENDING.length()),
                        new Entry(Files.size(file), time)));
            } else if (name.endsWith(UNFINISHED) && time.isBefore(clock.instant().minus(TOUCH))) {
                // Left by a process that was killed; a younger one may be another node's.
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // Another node took it away just now.
        }
    }

    /** Whether a sound is there; it counts as used now. */
    synchronized boolean has(String name) {
        Entry entry = entries.get(name);
        Path file = file(name);
        Instant now = clock.instant();
        long size;
        try {
            // The file decides: somebody may have cleared the folder, or another node have filled it.
            size = Files.size(file);
        } catch (IOException e) {
            remove(name);
            return false;
        }
        if (entry == null) {
            add(name, new Entry(size, Instant.MIN));
            shrink();
        }
        if (entry == null || entry.touched().isBefore(now.minus(TOUCH))) {
            entries.put(name, new Entry(size, now));
            touch(file, now);
        }
        return true;
    }

    /** How long a sound lasts; empty when it is not there. */
    synchronized Optional<Duration> length(String name) {
        Entry entry = entries.get(name);
        return entry == null ? Optional.empty() : Optional.of(Duration.ofMillis(entry.size() / BYTES_PER_MILLI));
    }

    /**
     * Another node's file may not be ours to touch; then only the order over a restart is less exact.
     */
    private static void touch(Path file, Instant now) {
        if (!file.toFile().setLastModified(now.toEpochMilli())) {
            LOG.debug("The time of {} cannot be set", file);
        }
    }

    /** Puts a sound there, over one of the same name. */
    void put(String name, byte[] content) throws IOException {
        Path making = Files.createTempFile(folder, "", UNFINISHED);
        try {
            Files.write(making, content);
            // Asterisk is another user.
            Files.setPosixFilePermissions(making, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(making, file(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(making);
        }
        synchronized (this) {
            remove(name);
            add(name, new Entry(content.length, clock.instant()));
            shrink();
        }
    }

    private void add(String name, Entry entry) {
        entries.put(name, entry);
        bytes += entry.size();
    }

    private void remove(String name) {
        Entry entry = entries.remove(name);
        bytes -= entry == null ? 0 : entry.size();
    }

    /** The youngest stays even if it is too large by itself: somebody waits for it. */
    private void shrink() {
        Iterator<Map.Entry<String, Entry>> oldest = entries.entrySet().iterator();
        while (bytes > maxBytes && entries.size() > 1) {
            Map.Entry<String, Entry> entry = oldest.next();
            bytes -= entry.getValue().size();
            oldest.remove();
            // A call that plays it keeps it open and hears it to its end.
            file(entry.getKey()).toFile().delete();
        }
    }

    private Path file(String name) {
        return folder.resolve(name + ENDING);
    }

    synchronized int files() {
        return entries.size();
    }

    synchronized long bytes() {
        return bytes;
    }
}
