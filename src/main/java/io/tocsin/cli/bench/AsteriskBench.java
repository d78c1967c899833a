package io.tocsin.cli.bench;

import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.client.Follow;
import io.tocsin.cli.sample.Samples;
import io.tocsin.cli.stand.Exchange;
import io.tocsin.cli.stand.Stand;
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

/**
 * {@code tocsin bench asterisk}: calls with dialogs through a real Asterisk, how late the first
 * prompt is, and how much CPU the gateway needs beside the Asterisk.
 */
@Command(name = "asterisk", mixinStandardHelpOptions = true, description = "Calls with dialogs through a real Asterisk on this machine, to a sipp behind its trunk: build-tools/asterisk.sh bench starts both. Judged are the calls after the first half, in which the JVM warms up; more in a second or at a time than allowed fails.")
final class AsteriskBench implements Callable<Integer> {
    private static final String DIALOG = "/io/tocsin/cli/bench/three-tones.yaml";
    private static final String RULES = """
            playbooks:
              default:
                mode: chain
                steps: [ { channel: voice, dialog: three-tones, attempts: 1 } ]
            policy: { quietHours: "off", frequencyCap: "off", callGap: "off" }
            """;
    /** Numbers that the sipp of build-tools/asterisk.sh answers after 0.3 s and never hangs up. */
    private static final String ANSWERS = "2000";
    private static final int RING_MILLIS = 300;
    /** The dialog waits that long for a key that does not come. */
    private static final int LISTEN_MILLIS = 1000;
    private static final int PROMPTS = 3;
    private static final Duration LAST = Duration.ofMinutes(10);
    /** Seldom: what the benchmark itself does costs the gateway's process nothing that counts. */
    private static final Duration LOOK = Duration.ofMillis(100);

    @Option(names = "--ami", required = true, paramLabel = "PORT", description = "Of the Asterisk's AMI on loopback.")
    private int port;

    @Option(names = "--secret", required = true, description = "Of its AMI accounts tocsin and watch.")
    private String secret = "";

    @Option(names = "--pid", required = true, description = "The Asterisk's process, for its CPU.")
    private long pid;

    @Option(names = "--calls", defaultValue = "15000", description = "How many (default: ${DEFAULT-VALUE}).")
    private int calls;

    @Option(names = "--rate", defaultValue = "60", description = "Attempts a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--lines", defaultValue = "250", description = "Calls at a time (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Option(names = "--hold", defaultValue = "4000", description = "How long a call lasts, ringing and all, in ms (default: ${DEFAULT-VALUE}).")
    private int hold;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    private final Latencies steps = new Latencies();
    private final WriteTimes writes = new WriteTimes();

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        try (AsteriskWatch watch = new AsteriskWatch(port, secret);
                Tones tones = new Tones(
                        Duration.ofMillis(Math.max(100, (hold - RING_MILLIS - LISTEN_MILLIS) / PROMPTS)));
                HeapWatch heap = new HeapWatch();
                Stand stand = Stand.start(List.of(), RULES, 0, new Stand.Extras("", writes, steps, exchange(tones)));
                ApiClient client = stand.client()) {
            Load.Answered answered = new Load(client, "calls").submit(new Samples(5, calls, false, ANSWERS), "low");
            Figures figures = middle(watch, heap, stand);
            String batch = answered.batches().getFirst();
            await("the last calls", () -> client.get("/v1/batches/" + batch).body().path("state").asText()
                    .equals("done"));
            var counts = client.get("/v1/batches/" + batch).body().path("counts");
            boolean balanced = Follow.balances(counts) && answered.accepted() == calls;
            int most = writes.mostInOneSecond();
            figures.put("maxInOneSecond", most).put("mostAtATime", watch.mostLive())
                    .put("reached", counts.path("reached").asLong()).put("talked", watch.talked())
                    .put("balanced", balanced).print(spec.commandLine().getOut());
            return balanced && most <= rate && watch.mostLive() <= lines ? 0 : 1;
        }
    }

    private static void await(String what, Patience.Condition condition) throws IOException, InterruptedException {
        Patience.await(what, LAST, () -> {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            return condition.isMet();
        });
    }

    /**
     * What is seen of the calls after the first half, in which the JVM warms up, and before the last
     * tenth.
     */
    private Figures middle(AsteriskWatch watch, HeapWatch heap, Stand stand) throws IOException, InterruptedException {
        CpuTime asterisk = CpuTime.of(pid);
        CpuTime gateway = CpuTime.of(ProcessHandle.current().pid());
        CpuTime compilers = CpuTime.ofCompilers();
        await("the first half of the calls", () -> writes.count() >= calls / 2);
        steps.forget();
        watch.firstPrompts().forget();
        heap.forget();
        asterisk.forget();
        gateway.forget();
        compilers.forget();
        watch.forgetCpu();
        double redis = stand.gateway().storeFigures().cpuSeconds();
        int before = writes.count();
        long begun = System.nanoTime();
        long live = 0;
        int looks = 0;
        do {
            live += watch.live();
            looks++;
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        } while (writes.count() < calls * 9L / 10);
        double seconds = (System.nanoTime() - begun) / 1e9;
        int made = writes.count() - before;
        double theirs = asterisk.seconds();
        double ours = gateway.seconds() - watch.cpuSeconds();
        double compiling = compilers.seconds();
        Latencies prompts = watch.firstPrompts();
        return new Figures("asterisk").did(made, seconds).put("limit", rate).put("rateUsed", made / seconds / rate)
                .put("lines", lines).put("linesUsed", (double) live / looks / lines).put("prompts", prompts.count())
                .put("promptP50Ms", prompts.millis(0.5)).put("promptP99Ms", prompts.millis(0.99))
                .put("promptMaxMs", prompts.longestMillis()).put("stepP99Ms", steps.millis(0.99))
                .put("stepMaxMs", steps.longestMillis()).put("asteriskCpu", theirs / seconds)
                .put("gatewayCpu", ours / seconds).put("ofItCompiling", compiling / seconds)
                .put("gatewayShare", ours / theirs).put("gatewayShareWarm", (ours - compiling) / theirs)
                .put("redisCpu", (stand.gateway().storeFigures().cpuSeconds() - redis) / seconds)
                .put("heapMiB", heap.mostMiB());
    }

    private Exchange exchange(Tones tones) {
        return new Exchange(new Exchange.Real(port, secret, tones),
                List.of(new Exchange.Trunk("trunk", lines, rate + "/s", "20s")), List.of(DIALOG));
    }
}
