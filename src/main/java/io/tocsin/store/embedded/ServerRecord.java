package io.tocsin.store.embedded;

import io.tocsin.store.secret.Nonces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered in the data folder about its Redis, so that it comes back as it was and an
 * orphan can be found.
 *
 * @param port on loopback
 * @param password generated
 * @param version of the latest server that wrote the data
 * @param pid of the latest server, 0 before the first
 * @param startedAt when that process began, as the system tells it; empty when it does not
 * @param folder the real path of the folder that it is about, which another has that holds a copy;
 *            empty in records of versions that did not write it
 */
record ServerRecord(int port, String password, ServerVersion version, long pid, String startedAt, String folder) {
    private static final String FILE = "redis.properties";
    private static final int PASSWORD_BYTES = 24;

    /** What is remembered, empty on a new folder. */
    static Optional<ServerRecord> read(DataFolder folder) {
        return read(folder.path());
    }

    /** The same, for those who only visit the folder. */
    static Optional<ServerRecord> read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Map<String, String> fields = Files.readAllLines(file).stream().filter(line -> line.contains("="))
                    .collect(Collectors.toMap(line -> line.substring(0, line.indexOf('=')),
                            line -> line.substring(line.indexOf('=') + 1), (_, last) -> last));
            return Optional.of(new ServerRecord(Integer.parseInt(field(fields, "port", file)),
                    field(fields, "password", file), ServerVersion.in(field(fields, "version", file)).orElseThrow(),
                    Long.parseLong(field(fields, "pid", file)), fields.getOrDefault("started", ""),
                    fields.getOrDefault("folder", "")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (RuntimeException e) {
            throw new IllegalStateException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    private static String field(Map<String, String> fields, String name, Path file) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException(file + " has no " + name);
        }
        return value;
    }

    /** For a new folder. */
    static ServerRecord fresh(ServerVersion version, DataFolder folder, Nonces random) {
        byte[] password = new byte[PASSWORD_BYTES];
        random.fill(password);
        return new ServerRecord(freePort(), HexFormat.of().formatHex(password), version, 0, "", real(folder));
    }

    /** The same, on another port if its own is taken. */
    ServerRecord onFreePort() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return this;
        } catch (IOException taken) {
            return new ServerRecord(freePort(), password, version, pid, startedAt, folder);
        }
    }

    /** The same, run by that process. */
    ServerRecord runBy(ServerVersion newer, ProcessHandle process) {
        return new ServerRecord(port, password, newer, process.pid(), started(process), folder);
    }

    /** The process that was started last, if it still runs. */
    Optional<ProcessHandle> process() {
        return pid == 0
                ? Optional.empty()
                : ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
                        .filter(process -> started(process).equals(startedAt));
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    /** Whether it is about that folder, as far as it says; a folder may have moved since. */
    boolean isOf(DataFolder data) {
        return folder.isEmpty() || folder.equals(real(data));
    }

    private static String real(DataFolder data) {
        try {
            return data.path().toRealPath().toString();
        } catch (IOException e) {
            throw new UncheckedIOException("store.dir " + data.path() + " cannot be read", e);
        }
    }

    void write(DataFolder data) {
        try {
            data.write(FILE, Stream.of("port=" + port, "password=" + password, "version=" + version, "pid=" + pid,
                    "started=" + startedAt, "folder=" + real(data)).collect(Collectors.joining("\n", "", "\n")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + FILE + " in " + data.path() + ": " + e.getMessage(), e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on loopback", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServerRecord that && port == that.port && pid == that.pid
                && password.equals(that.password);
    }

    @Override
    public int hashCode() {
        return port;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Redis " + version + " on port " + port + ", process " + pid;
    }
}
