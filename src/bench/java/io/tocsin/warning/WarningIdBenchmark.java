package io.tocsin.warning;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Ids of warnings to text and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WarningIdBenchmark {
    private final WarningId id = new WarningId(5, 123_456_789, 311);
    private final String text = id.toString();

    /** From text. */
    @Benchmark
    public Optional<WarningId> parse() {
        return WarningId.parse(text);
    }

    /** To text. */
    @Benchmark
    public String write() {
        return id.toString();
    }
}
