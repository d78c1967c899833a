package io.tocsin.store.block;

import io.tocsin.warning.Phone;
import io.tocsin.warning.Progress;
import io.tocsin.warning.WarningState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Rows of a block of 512, each with a name and two variables. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RowsBenchmark {
    private static final int ROWS = 512;

    private final List<Row> rows = IntStream.range(0, ROWS)
            .mapToObj(i -> new Row("ref-" + i, new Phone("86138" + (10_000_000 + i)), "刷单返利", "张三",
                    Map.of("city", "呼伦贝尔", "bank", "某银行"), "default", null, null))
            .toList();
    private final byte[] packed = RowPacker.pack(rows);
    private final PackedRows opened = new PackedRows(packed);
    private final byte[] state = StateRow.write(Progress.fresh(WarningState.READY), 0);
    private int next;

    /** A whole block packed. */
    @Benchmark
    public byte[] packBlock() {
        return RowPacker.pack(rows);
    }

    /** A whole block opened, so that rows can be read. */
    @Benchmark
    public PackedRows openBlock() {
        return new PackedRows(packed);
    }

    /** One row read of an open block. */
    @Benchmark
    public Row readRow() {
        next = (next + 1) % ROWS;
        return opened.get(next);
    }

    /** One row of the state read. */
    @Benchmark
    public Progress readState() {
        return StateRow.read(state, 0);
    }
}
