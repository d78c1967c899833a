package io.tocsin.cli.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;

/** CPU that was used, as the system counts it, in seconds since it was last forgotten. */
final class CpuTime {
    private static final Path THREADS = Path.of("/proc/self/task");
    /** Of the times that the system tells of threads. */
    private static final double TICKS_PER_SECOND = 100;

    private final DoubleSupplier used;
    private double before;

    private CpuTime(DoubleSupplier used) {
        this.used = used;
        before = used.getAsDouble();
    }

    /**
     * A process's.
     *
     * @throws IllegalArgumentException when there is no such process of whose time the system tells
     */
    static CpuTime of(long pid) {
        ProcessHandle process = ProcessHandle.of(pid)
                .orElseThrow(() -> new IllegalArgumentException("there is no process " + pid));
        return new CpuTime(() -> process.info().totalCpuDuration().map(Duration::toNanos).orElseThrow(
                () -> new IllegalArgumentException("the system does not tell the CPU time of " + pid)) / 1e9);
    }

    /**
     * That of this JVM's compilers, which work while it is warming up and then no more; 0 where the
     * system does not tell.
     */
    static CpuTime ofCompilers() {
        return new CpuTime(CpuTime::compilers);
    }

    private static double compilers() {
        double ticks = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                String stat = Files.readString(thread.resolve("stat"));
                if (stat.contains("(C1 Compiler") || stat.contains("(C2 Compiler")) {
                    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
                    ticks += Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
                }
            }
        } catch (IOException _) {
            return 0;
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** Forgets what was used so far. */
    void forget() {
        before = used.getAsDouble();
    }

    /** The seconds used since. */
    double seconds() {
        return used.getAsDouble() - before;
    }
}
