package io.tocsin.store.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A redis-server that can be started here.
 *
 * @param file the program
 * @param version what it says it is
 */
record ServerBinary(Path file, ServerVersion version) {
    private static final long ANSWER_SECONDS = 10;

    /**
     * One on the search path that is new enough, else the one this program carries, unpacked into the
     * folder.
     *
     * @param path the search path, as PATH
     * @param into where to unpack
     * @throws IllegalStateException when there is none; says what was looked for
     */
    static ServerBinary find(String path, Path into) {
        List<String> tried = new ArrayList<>();
        Optional<ServerBinary> found = Stream.of(path.split(File.pathSeparator)).filter(each -> !each.isEmpty())
                .map(each -> Path.of(each, "redis-server")).filter(Files::isExecutable)
                .flatMap(file -> usable(file, tried).stream()).findFirst();
        return found.or(() -> carried().flatMap(name -> usable(unpack(name, into), tried)))
                .orElseThrow(() -> new IllegalStateException("No redis-server " + ServerVersion.OLDEST
                        + " or later: none on PATH, and the one carried for Linux and macOS does not run on "
                        + platform() + (tried.isEmpty() ? "" : " (" + String.join("; ", tried) + ")")
                        + ". Install redis-server, or point store.redis at one."));
    }

    private static Optional<ServerBinary> usable(Path file, List<String> tried) {
        Optional<ServerVersion> version = version(file, tried);
        if (version.isPresent() && version.get().compareTo(ServerVersion.OLDEST) < 0) {
            tried.add(file + " is " + version.get());
            return Optional.empty();
        }
        return version.map(each -> new ServerBinary(file, each));
    }

    private static Optional<ServerVersion> version(Path file, List<String> tried) {
        try {
            Process process = new ProcessBuilder(file.toString(), "--version").redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readNBytes(4096), StandardCharsets.UTF_8);
            if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Optional<ServerVersion> version = ServerVersion.in(said);
            if (version.isEmpty()) {
                tried.add(file + " said '" + said.strip() + "'");
            }
            return version;
        } catch (IOException e) {
            tried.add(file + ": " + e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + file + " for its version", e);
        }
    }

    /** Name of the resource in com.github.codemonstur:embedded-redis 1.4.4 that fits this platform. */
    private static Optional<String> carried() {
        return switch (platform()) {
            case "linux/amd64", "linux/x86_64" -> Optional.of("redis-server-6.2.6-v5-linux-amd64");
            case "linux/aarch64" -> Optional.of("redis-server-6.2.7-linux-arm64");
            case "linux/x86", "linux/i386" -> Optional.of("redis-server-6.2.7-linux-386");
            case "mac os x/x86_64" -> Optional.of("redis-server-6.2.6-v5-darwin-amd64");
            case "mac os x/aarch64" -> Optional.of("redis-server-6.2.6-v5-darwin-arm64");
            default -> Optional.empty();
        };
    }

    private static String platform() {
        return (System.getProperty("os.name") + "/" + System.getProperty("os.arch")).toLowerCase(Locale.ROOT);
    }

    private static Path unpack(String name, Path into) {
        Path file = into.resolve(name);
        try (InputStream in = ServerBinary.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + name);
            }
            if (!Files.isExecutable(file)) {
                Path half = into.resolve(name + ".part");
                Files.copy(in, half, StandardCopyOption.REPLACE_EXISTING);
                Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwx------"));
                Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + name + " into " + into, e);
        }
    }
}
