package io.tocsin.cli.bench;

import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.sample.Samples;
import io.tocsin.cli.stand.Line;
import io.tocsin.cli.stand.Stand;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.SimulatorCounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code tocsin bench sms}: submitted over HTTP, sent through CMPP 3.0, until every warning has its
 * receipt.
 */
@Command(name = "sms", mixinStandardHelpOptions = true, description = "End to end: HTTP in, CMPP 3.0 out, receipts back in random order, everything durable.")
final class SmsBench implements Callable<Integer> {
    /** 60 Chinese characters with the signature and the usual name, one segment. */
    static final String TEMPLATES = """
            templates:
              bench: { channel: sms, text: "{signature}{name}您好，您可能正在遭遇{fraudType}诈骗，请立即停止转账汇款，不要透露验证码，有疑问请拨打96110咨询核实。" }
            playbooks:
              default: { mode: chain, steps: [ { channel: sms, template: bench, attempts: 3 } ] }
            policy: { quietHours: "off", frequencyCap: "off" }
            """;

    @Option(names = "--warnings", defaultValue = "183370", description = "Warnings a round (default: ${DEFAULT-VALUE}).")
    private int warnings;

    @Option(names = "--per-post", defaultValue = "0", description = "Warnings a POST; 0 for one body (default: ${DEFAULT-VALUE}).")
    private int perPost;

    @Option(names = "--posts-at-a-time", defaultValue = "8", description = "How many POSTs at a time (default: ${DEFAULT-VALUE}).")
    private int atATime;

    @Option(names = "--sessions", defaultValue = "4", description = "CMPP sessions (default: ${DEFAULT-VALUE}).")
    private int sessions;

    @Option(names = "--window", defaultValue = "256", description = "Window of each (default: ${DEFAULT-VALUE}).")
    private int window;

    @Option(names = "--warm-up", defaultValue = "2", description = "Rounds before those that count (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds that count; the median is told (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        PrintWriter out = spec.commandLine().getOut();
        Line line = new Line("bench", "", sessions, window, "off", Behaviour.good(1));
        Rounds measured = new Rounds();
        try (Stand stand = Stand.start(List.of(line), TEMPLATES, 0); ApiClient client = stand.client()) {
            for (int i = 0; i < warmUp + rounds; i++) {
                Round round = round(stand, client, i + 1);
                out.printf("%s %d: %,.0f warnings/s, intake %,.0f/s, Redis %.1f µs%n",
                        i < warmUp ? "warm-up" : "round", i + 1, round.perSecond(), round.intakePerSecond(),
                        round.redisMicros());
                out.flush();
                if (i >= warmUp) {
                    measured.add(round);
                }
            }
            SimulatorCounts seen = stand.simulators().values().iterator().next().counts();
            return report(measured, seen, stand, out);
        }
    }

    private Round round(Stand stand, ApiClient client, int number)
            throws IOException, InterruptedException, ExecutionException {
        Samples samples = new Samples(number * 1_000_003L, warnings, false);
        List<byte[]> bodies = Load.bodies(samples, perPost == 0 ? warnings : perPost);
        Round.Clock clock = Round.begin(stand.gateway());
        Load.Answered answered = new Load(client, "sms-" + number).submit(bodies, "low", atATime);
        double intakeSeconds = clock.seconds();
        boolean balanced = Round.await(client, answered.batches()) && answered.accepted() == warnings;
        return clock.end(stand.gateway(), warnings, intakeSeconds, balanced);
    }

    private int report(Rounds measured, SimulatorCounts seen, Stand stand, PrintWriter out) {
        Round median = measured.median();
        long all = (long) warnings * (warmUp + rounds);
        long lost = all - seen.numbers();
        new Figures("sms").did(warnings, median.seconds()).put("spread", measured.spread())
                .put("intakePerSecond", median.intakePerSecond()).put("redisMicrosPerWarning", median.redisMicros())
                .put("lost", lost).put("repeated", seen.repeated()).put("maxInOneSecond", seen.mostInOneSecond())
                .put("heapMiB", Heap.afterCollection()).put("redisMiB", stand.gateway().storeFigures().memoryMiB())
                .print(out);
        return measured.balanced() && lost == 0 ? 0 : 1;
    }
}
