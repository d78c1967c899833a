package io.tocsin.cli.bench;

import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.client.Follow;
import io.tocsin.cli.sample.Samples;
import io.tocsin.cli.stand.Line;
import io.tocsin.cli.stand.Stand;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.SmsSimulator;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.Span;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tocsin bench soak}: whether memory stays flat and the totals balanced for a long time. */
@Command(name = "soak", mixinStandardHelpOptions = true, description = "At the limit for a long time, with a carrier that fails now and then: whether memory stays flat and every batch balances.")
final class SoakBench implements Callable<Integer> {
    private static final String RULES = """
            templates:
              bench: { channel: sms, text: "{signature}{name}您好，您可能正在遭遇{fraudType}诈骗，请勿转账，如有疑问请拨打96110。" }
            playbooks:
              default:
                mode: chain
                steps: [ { channel: sms, template: bench, attempts: 3 } ]
                retry: { pace: fast }
            policy: { quietHours: "off", frequencyCap: "off" }
            receipts: { wait: 15s }
            retention: { warnings: 10m, refs: 1h, events: 10m }
            """;
    /** Longer than anything is kept, but refs: those are kept for days and told apart. */
    private static final Duration SETTLED = Duration.ofMinutes(15);
    private static final Duration SAMPLE = Duration.ofSeconds(30);
    private static final Duration LAST = Duration.ofMinutes(5);
    private static final int MOST_OPEN = 120;
    private static final int ASKED_AT_ONCE = 8;

    @Option(names = "--rate", defaultValue = "300", description = "Segments a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--minutes", defaultValue = "60", description = "How long; under 20 nothing can be said about flatness (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    private final Deque<String> open = new ArrayDeque<>();
    private final Levels levels = new Levels(SETTLED);
    private long accepted;
    private boolean balanced = true;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        PrintWriter out = spec.commandLine().getOut();
        Line line = new Line("bench", "", 4, 64, rate + "/s", behaviour());
        try (Stand stand = Stand.start(List.of(line), RULES, 0); ApiClient client = stand.client()) {
            long begun = System.nanoTime();
            long end = begun + TimeUnit.MINUTES.toNanos(minutes);
            long sample = begun;
            for (int i = 0; System.nanoTime() < end; i++) {
                submit(client, i);
                settle(client);
                if (System.nanoTime() >= sample) {
                    sample += SAMPLE.toNanos();
                    out.println(levels.take(Duration.ofNanos(System.nanoTime() - begun), stand.gateway(), accepted));
                    out.flush();
                }
            }
            double took = (System.nanoTime() - begun) / 1e9;
            SmsSimulator<?> carrier = stand.simulators().values().iterator().next();
            long sent = carrier.counts().submits();
            Patience.await("the last batches", LAST, () -> {
                settle(client);
                return open.isEmpty();
            });
            long lost = accepted - carrier.counts().numbers();
            levels.tell(new Figures("soak").did(sent, took).put("accepted", accepted).put("limit", rate)
                    .put("usedShare", sent / took / rate).put("lost", lost).put("balanced", balanced)).print(out);
            return balanced && lost == 0 && levels.areFlat() ? 0 : 1;
        }
    }

    private static Behaviour behaviour() {
        return new Behaviour(Mix.parse("0=998,13=1,9=1"), new Span(1, 10),
                Mix.parse("DELIVRD=955,EXPIRED=15,MK:0024=10,MK:0012=8,MB:0088=5,UNDELIV=5,UNKNOWN=2"),
                new Span(50, 800), 0, new Behaviour.Faults(0.0005, 0.001, 0.0005, 0.002, 0.005, 0), 1);
    }

    /** A second's work, unless there is enough. */
    private void submit(ApiClient client, int number) throws IOException, InterruptedException, ExecutionException {
        if (open.size() >= MOST_OPEN) {
            TimeUnit.MILLISECONDS.sleep(500);
            return;
        }
        Samples samples = new Samples((number + 1) * 1_000_003L, rate, false);
        Load.Answered answered = new Load(client, "soak-" + number).submit(samples, "low");
        open.addAll(answered.batches());
        accepted += answered.accepted();
    }

    /**
     * Batches that are done need no watching any more. Some are asked each time, in turn: one that
     * waits for a receipt must not keep the others.
     */
    private void settle(ApiClient client) throws IOException, InterruptedException {
        for (int i = Math.min(open.size(), ASKED_AT_ONCE); i > 0; i--) {
            String id = open.removeFirst();
            ApiClient.Reply batch = client.get("/v1/batches/" + id);
            if (batch.ok()) {
                balanced &= Follow.balances(batch.body().path("counts"));
            }
            if (!batch.body().path("state").asText().equals("done")) {
                open.addLast(id);
            }
        }
    }
}
