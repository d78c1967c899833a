package io.tocsin.send.sms.text;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Chinese texts counted and cut into segments. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SegmenterBenchmark {
    /** Characters. */
    @Param({"60", "200"})
    public int characters;

    private final Segmenter segmenter = new Segmenter(true, Encoding.UCS2, false, 16);

    private String text = "";

    /** Makes the text. */
    @Setup
    public void prepare() {
        text = "诈骗预警请勿转账如有疑问".repeat(20).substring(0, characters);
    }

    /** How many segments. */
    @Benchmark
    public int count() {
        return segmenter.count(text);
    }

    /** The segments themselves. */
    @Benchmark
    public EncodedText split() {
        return segmenter.split(text, 7);
    }
}
