package io.tocsin.store.embedded;

import io.tocsin.store.secret.Nonces;
import io.tocsin.store.secret.StoreKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one gateway's data, readable by its owner alone and locked while it is used, so
 * that nothing is started twice on it.
 */
public final class DataFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes it if need be, and locks it.
     *
     * @throws IllegalStateException when another process uses it
     */
    public static DataFolder open(Path path) {
        try {
            Files.createDirectories(path, OWNER_ONLY_FOLDER);
            FileChannel channel = FileChannel.open(path.resolve("lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OWNER_ONLY);
            if (!locks(channel)) {
                channel.close();
                throw new IllegalStateException("Another gateway is running on " + path.toAbsolutePath()
                        + ". Stop it first, or give this one another store.dir.");
            }
            return new DataFolder(path.toAbsolutePath(), channel);
        } catch (IOException e) {
            throw new UncheckedIOException("store.dir " + path + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Whether another process uses it; makes nothing. Not for the process that uses it itself, which
     * may lose its lock by the question, as POSIX gives all locks of a file up when any channel to it
     * is closed.
     */
    public static boolean isInUse(Path path) {
        Path lock = path.resolve("lock");
        if (!Files.exists(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            return !locks(channel);
        } catch (IOException e) {
            LOG.debug("Whether {} is in use cannot be seen", path, e);
            return false;
        }
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /**
     * The store's key in it; made when there is none, with a line in the log that says to back it up.
     *
     * @throws IllegalStateException when the file is no key
     */
    public StoreKey key(Nonces random) {
        Path file = path.resolve("store.key");
        try {
            if (!Files.exists(file)) {
                byte[] fresh = new byte[StoreKey.BYTES];
                random.fill(fresh);
                write("store.key", HexFormat.of().formatHex(fresh) + "\n");
                LOG.warn("Made the key that encrypts numbers and variables: {}. Back it up now, apart from the data:"
                        + " without it nothing can be read.", file);
            }
            return keyIn(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or make " + file, e);
        }
    }

    /**
     * The store's key in a folder that somebody else has locked.
     *
     * @throws IllegalStateException when the file is no key
     */
    public static StoreKey keyIn(Path folder) {
        Path file = folder.resolve("store.key");
        try {
            return new StoreKey(HexFormat.of().parseHex(Files.readString(file).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(file + " is no store key: expected " + 2 * StoreKey.BYTES + " hex digits",
                    e);
        }
    }

    /** Writes a small file for the owner's eyes alone, whole or not at all. */
    void write(String name, String text) throws IOException {
        Path half = path.resolve(name + ".part");
        Files.deleteIfExists(half);
        Files.createFile(half, OWNER_ONLY);
        Files.writeString(half, text);
        try (FileChannel written = FileChannel.open(half, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(half, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("The lock of {} was not closed well", path, e);
        }
    }
}
