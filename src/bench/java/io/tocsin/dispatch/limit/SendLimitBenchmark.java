package io.tocsin.dispatch.limit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One segment through the limit, on a clock that the benchmark moves: pace, window, write. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SendLimitBenchmark {
    private static final double RATE = 10_000;
    private static final long APART = 110_000;

    private final SendLimit limit = new SendLimit(RATE, Duration.ofSeconds(1));
    private final SendLimit unlimited = new SendLimit(Double.POSITIVE_INFINITY, Duration.ofSeconds(1));
    private long now;

    /** All of the rate is this node's. */
    @Setup
    public void share() {
        limit.share((int) RATE, Long.MAX_VALUE);
    }

    /** A little slower than the rate, so that all pass. */
    @Benchmark
    public boolean limited() {
        now += APART;
        boolean taken = limit.tryTake(1, now);
        if (taken) {
            limit.written(1, now);
        }
        return taken;
    }

    /** A carrier without a rate. */
    @Benchmark
    public boolean unlimited() {
        now += APART;
        return unlimited.tryTake(1, now);
    }
}
