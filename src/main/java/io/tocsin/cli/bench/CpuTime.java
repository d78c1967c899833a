package io.tocsin.cli.bench;

import java.time.Duration;

/** The CPU that a process has used, as the system counts it. */
final class CpuTime {
    private final ProcessHandle process;
    private Duration before;

    /**
     * Begins to count.
     *
     * @throws IllegalArgumentException when there is no such process of whose time the system tells
     */
    CpuTime(long pid) {
        process = ProcessHandle.of(pid)
                .orElseThrow(() -> new IllegalArgumentException("there is no process " + pid));
        before = used();
    }

    private Duration used() {
        return process.info().totalCpuDuration().orElseThrow(
                () -> new IllegalArgumentException("the system does not tell the CPU time of " + process.pid()));
    }

    /** Forgets what was used so far. */
    void forget() {
        before = used();
    }

    /** The seconds used since. */
    double seconds() {
        return used().minus(before).toNanos() / 1e9;
    }
}
