package io.tocsin.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/**
 * A {@code redis-server} on a search path of its own that may write no file longer than a limit:
 * what it meets then is what it meets on a full disk, a write that comes to nothing, and needs
 * neither root nor a disk of its own.
 */
final class SmallDisk {
    private final Path limit;
    private final Path programs;

    private SmallDisk(Path limit, Path programs) {
        this.limit = limit;
        this.programs = programs;
    }

    /** One that is as large as one likes. */
    static SmallDisk in(Path folder) throws IOException {
        Path real = Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .map(each -> Path.of(each, "redis-server")).filter(Files::isExecutable).findFirst().orElseThrow(
                        () -> new IllegalStateException("no redis-server on PATH"));
        Path programs = Files.createDirectories(folder.resolve("bin"));
        Path limit = folder.resolve("limit");
        // Ignored, the signal of a file that grows too long leaves the write an error, as a full disk does.
        Path script = Files.writeString(programs.resolve("redis-server"), """
                #!/bin/sh
                trap '' XFSZ
                [ ! -f '%s' ] || ulimit -f "$(cat '%s')"
                exec '%s' "$@"
                """.formatted(limit, limit, real));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return new SmallDisk(limit, programs);
    }

    /** The search path with it first. */
    String path() {
        return programs + File.pathSeparator + System.getenv("PATH");
    }

    /** From its next start on Redis has so much room for a file. */
    void shrink(int kib) throws IOException {
        Files.writeString(limit, Integer.toString(2 * kib));
    }

    /** From its next start on Redis has all the room there is. */
    void grow() throws IOException {
        Files.delete(limit);
    }
}
