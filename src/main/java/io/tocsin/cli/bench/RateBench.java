package io.tocsin.cli.bench;

import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.sample.Samples;
import io.tocsin.cli.stand.Line;
import io.tocsin.cli.stand.Stand;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.SimulatorCounts;
import io.tocsin.simulate.SmsSimulator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tocsin bench rate}: whether the contracted rate is kept and used. */
@Command(name = "rate", mixinStandardHelpOptions = true, description = "The limiter: the most segments in any second by the sender's write times (maxInOneSecond; more than the rate fails) and as the receiver saw them, and how much of the rate was used.")
final class RateBench implements Callable<Integer> {
    @Option(names = "--rate", defaultValue = "300", description = "Segments a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--seconds", defaultValue = "60", description = "How long (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        int warnings = rate * (seconds + 10);
        Line line = new Line("bench", "", 4, 64, rate + "/s", Behaviour.good(1));
        WriteTimes writes = new WriteTimes();
        try (HeapWatch heap = new HeapWatch();
                Stand stand = Stand.start(List.of(line), SmsBench.TEMPLATES, 0, Stand.Extras.NONE.with(writes));
                ApiClient client = stand.client()) {
            SmsSimulator<?> carrier = stand.simulators().values().iterator().next();
            new Load(client, "rate").submit(new Samples(1, warnings, false), "low");
            Patience.await("the first second's submits", Duration.ofMinutes(1), () -> writes.count() >= rate);
            int before = writes.count();
            long begun = System.nanoTime();
            TimeUnit.SECONDS.sleep(seconds);
            int sent = writes.count() - before;
            double took = (System.nanoTime() - begun) / 1e9;
            int most = writes.mostInOneSecond();
            SimulatorCounts counts = carrier.counts();
            new Figures("rate").did(sent, took).put("limit", rate).put("maxInOneSecond", most)
                    .put("receiverMaxInOneSecond", counts.mostInOneSecond()).put("usedShare", sent / took / rate)
                    .put("repeated", counts.repeated()).put("heapMiB", heap.mostMiB())
                    .print(spec.commandLine().getOut());
            return most <= rate && counts.repeated() == 0 ? 0 : 1;
        }
    }
}
