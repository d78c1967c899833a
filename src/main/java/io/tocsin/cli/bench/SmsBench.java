package io.tocsin.cli.bench;

import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.stand.Line;
import io.tocsin.cli.stand.Stand;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.SimulatorCounts;
import io.tocsin.simulate.SmsSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code tocsin bench sms}: submitted over HTTP, sent through a carrier, until every warning has
 * its receipt.
 */
@Command(name = "sms", mixinStandardHelpOptions = true, description = "End to end: HTTP in, CMPP 3.0 or another protocol out, receipts back in random order, everything durable; the append-only file is rewritten meanwhile. heapMiB is the most in use right after a collection.")
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

    @Option(names = "--sessions", defaultValue = "4", description = "Sessions (default: ${DEFAULT-VALUE}).")
    private int sessions;

    @Option(names = "--window", defaultValue = "256", description = "Window of each (default: ${DEFAULT-VALUE}).")
    private int window;

    @Option(names = "--protocol", defaultValue = "CMPP", description = "What the carrier speaks: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Line.Protocol protocol = Line.Protocol.CMPP;

    @Mixin
    private final RoundOptions options = new RoundOptions();

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        Line line = new Line("bench", "", sessions, window, "off", Behaviour.good(1), protocol);
        try (Stand stand = Stand.start(List.of(line), TEMPLATES, 0);
                ApiClient client = stand.client();
                HeapWatch heap = new HeapWatch()) {
            Rewrites rewrites = new Rewrites(stand.gateway());
            Rounds measured = options.run(warnings, heap, (number, file) -> {
                Halfway rewrite = new Halfway(carrier(stand), warnings / 2,
                        number == options.middle() ? rewrites::ask : () -> {
                        });
                return round(stand, client, new Load(client, "sms-" + number), file, rewrite);
            });
            rewrites.await();
            return report(measured, stand, rewrites, heap);
        }
    }

    private Round round(Stand stand, ApiClient client, Load load, SampleFile file, Halfway halfway)
            throws IOException, InterruptedException, ExecutionException {
        Round.Clock clock = Round.begin(stand.gateway());
        Thread waiting = Thread.ofVirtual().start(halfway);
        Load.Answered answered = load.submit(file, "low", options.atATime());
        double intakeSeconds = clock.seconds();
        boolean balanced = Round.await(client, answered.batches()) && answered.accepted() == warnings;
        waiting.join();
        return clock.end(stand.gateway(), warnings, intakeSeconds, balanced);
    }

    private static SmsSimulator<?> carrier(Stand stand) {
        return stand.simulators().values().iterator().next();
    }

    private int report(Rounds measured, Stand stand, Rewrites rewrites, HeapWatch heap) {
        Round median = measured.median();
        SimulatorCounts seen = carrier(stand).counts();
        long lost = (long) warnings * options.all() - seen.numbers();
        new Figures(protocol == Line.Protocol.CMPP ? "sms" : "sms-" + protocol.name().toLowerCase(Locale.ROOT))
                .did(warnings, median.seconds()).put("spread", measured.spread())
                .put("intakePerSecond", median.intakePerSecond()).put("redisMicrosPerWarning", median.redisMicros())
                .put("lost", lost).put("repeated", seen.repeated()).put("maxInOneSecond", seen.mostInOneSecond())
                .put("heapMiB", heap.mostMiB()).put("redisMiB", stand.gateway().storeFigures().memoryMiB())
                .put("aofRewrites", rewrites.count()).put("perSecondWhileRewriting", measured.perSecondRewriting())
                .print(options.out());
        return measured.balanced() && lost == 0 ? 0 : 1;
    }

    /**
     * Does something when a carrier has seen so many more submits than at first.
     *
     * @param deed what it does
     */
    private record Halfway(SmsSimulator<?> carrier, long goal, Runnable deed) implements Runnable {
        private static final Duration LONGEST = Duration.ofMinutes(10);

        private Halfway {
            goal += carrier.counts().submits();
        }

        @Override
        public void run() {
            try {
                Patience.await("half of a round at the carrier", LONGEST, () -> carrier.counts().submits() >= goal);
                deed.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
