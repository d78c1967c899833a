package io.tocsin.plan;

import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.CauseClass;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the playbook decides after an attempt. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlannerBenchmark {
    private final Planner.Question sent = Samples.ask(Samples.inFlight(0, 0), Samples.SMS_THEN_CALL);
    private final AttemptEnd accepted = new AttemptEnd.Accepted();
    private final AttemptEnd busy = new AttemptEnd.Failed(Samples.cause(CauseClass.BUSY));

    /** The carrier took it. */
    @Benchmark
    public Object accepted() {
        return Planner.decide(sent, accepted);
    }

    /** It failed for a while: a retry is due. */
    @Benchmark
    public Object failed() {
        return Planner.decide(sent, busy);
    }
}
