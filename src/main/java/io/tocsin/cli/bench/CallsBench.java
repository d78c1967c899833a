package io.tocsin.cli.bench;

import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.client.Follow;
import io.tocsin.cli.sample.Samples;
import io.tocsin.cli.stand.Exchange;
import io.tocsin.cli.stand.Stand;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.Span;
import io.tocsin.simulate.pbx.PbxBehaviour;
import io.tocsin.simulate.pbx.PbxSimulator;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code tocsin bench calls}: how many calls are begun in a second and held together, and how long
 * a person waits for the program.
 */
@Command(name = "calls", mixinStandardHelpOptions = true, description = "Calls with dialogs through a simulated Asterisk: attempts a second, calls at a time, and what each step of a dialog waits for the program (p99Ms). Judged are the middle calls, after the slow start; more in a second or at a time than allowed fails.")
final class CallsBench implements Callable<Integer> {
    static final String RULES = """
            playbooks:
              default:
                mode: chain
                steps: [ { channel: voice, dialog: fraud-warning, attempts: 3 } ]
                retry: { pace: fast }
            policy: { quietHours: "off", frequencyCap: "off", callGap: "off" }
            """;
    private static final Duration LAST = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMillis(50);

    @Option(names = "--calls", defaultValue = "90000", description = "How many (default: ${DEFAULT-VALUE}).")
    private int calls;

    @Option(names = "--rate", defaultValue = "1000", description = "Attempts a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--lines", defaultValue = "5000", description = "Calls at a time (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Option(names = "--hold", defaultValue = "5000", description = "How long a call lasts, ringing and all, in ms at the mean (default: ${DEFAULT-VALUE}).")
    private int hold;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    private final Latencies steps = new Latencies();
    private final WriteTimes writes = new WriteTimes();

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        PrintWriter out = spec.commandLine().getOut();
        Exchange exchange = new Exchange(behaviour(hold),
                List.of(new Exchange.Trunk("bench", lines, rate + "/s", "20s")));
        try (HeapWatch heap = new HeapWatch();
                Stand stand = Stand.start(List.of(), RULES, 0, new Stand.Extras("", writes, steps, exchange));
                ApiClient client = stand.client()) {
            PbxSimulator pbx = stand.pbx().orElseThrow();
            Load.Answered answered = new Load(client, "calls").submit(new Samples(3, calls, false), "low");
            Patience.await("the first half of the calls", LAST, () -> writes.count() >= calls / 2);
            steps.forget();
            heap.forget();
            int before = writes.count();
            long begun = System.nanoTime();
            long live = 0;
            int looks = 0;
            do {
                live += pbx.counts().live();
                looks++;
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            } while (writes.count() < calls * 9L / 10);
            double seconds = (System.nanoTime() - begun) / 1e9;
            int made = writes.count() - before;
            Figures figures = new Figures("calls").did(made, seconds).put("limit", rate)
                    .put("rateUsed", made / seconds / rate).put("lines", lines)
                    .put("linesUsed", (double) live / looks / lines).put("steps", steps.count())
                    .put("p50Ms", steps.millis(0.5)).put("p99Ms", steps.millis(0.99))
                    .put("maxMs", steps.longestMillis()).put("heapMiB", heap.mostMiB());
            String batch = answered.batches().getFirst();
            Patience.await("the last calls", LAST, () -> client.get("/v1/batches/" + batch).body().path("state")
                    .asText().equals("done"));
            var counts = client.get("/v1/batches/" + batch).body().path("counts");
            boolean balanced = Follow.balances(counts) && answered.accepted() == calls;
            int most = writes.mostInOneSecond();
            figures.put("maxInOneSecond", most).put("mostAtATime", pbx.counts().mostLive())
                    .put("repeated", pbx.counts().repeated()).put("flagged", counts.path("flagged").asLong())
                    .put("balanced", balanced).print(out);
            return balanced && most <= rate && pbx.counts().mostLive() <= lines && pbx.counts().repeated() == 0
                    ? 0
                    : 1;
        }
    }

    /** Everybody answers and hears three prompts, presses two keys. */
    static PbxBehaviour behaviour(int hold) {
        int prompt = hold * 27 / 100;
        int think = hold * 7 / 100;
        PbxBehaviour.People people = new PbxBehaviour.People(Mix.parse("keys-21=993,keys-11=7"),
                new Span(prompt * 2 / 3, prompt * 4 / 3), new Span(think / 2, think * 3 / 2), Mix.only("busy"));
        return PbxBehaviour.good(new Span(hold / 50, hold * 3 / 50), Span.NONE, 1).withPeople(people).byChance();
    }
}
