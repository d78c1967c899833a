package io.tocsin.cli.bench;

import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.sample.Samples;
import io.tocsin.cli.stand.Line;
import io.tocsin.cli.stand.Stand;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.Span;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tocsin bench lines}: one batch for the people of all operators, over four carriers. */
@Command(name = "lines", mixinStandardHelpOptions = true, description = "A batch of all grades, short and long, over four carriers of four protocols at their limits: how much longer it took than its slowest operator's lines must (over). Then another one, in the middle of which one carrier is away for a while: how fast the others stay (leastUsed from 2 s after), what was sent twice (at most what was unanswered), and how soon it is at its rate again. A limit that is not kept, a warning lost or one too many sent twice end with code 1.")
final class LinesBench implements Callable<Integer> {
    private static final int SESSIONS = 2;
    private static final int WINDOW = 64;
    private static final Behaviour CARRIER = Behaviour.good(1).withAnswers(Mix.only("0"), new Span(5, 30));
    private static final List<String> PLAYBOOKS = List.of("default", "default", "default", "long");
    private static final String RULES = """
            templates:
              bench: { channel: sms, text: "{signature}{name}您好，您可能正在遭遇{fraudType}诈骗，请立即停止转账汇款，不要透露验证码，有疑问请拨打96110咨询核实。" }
              bench-long: { channel: sms, text: "{signature}{name}您好，我们监测到您可能正在遭遇{fraudType}诈骗。凡是要求您下载软件、共享屏幕、提供验证码或把钱转到安全账户的都是骗子。请立即停止转账，不要相信自称公检法的人。如有疑问请拨打96110，或到就近的派出所核实。" }
            playbooks:
              default: { mode: chain, steps: [ { channel: sms, template: bench, attempts: 3 } ] }
              long: { mode: chain, steps: [ { channel: sms, template: bench-long, attempts: 3 } ] }
            policy: { quietHours: "off", frequencyCap: "off" }
            """;

    @Option(names = "--warnings", defaultValue = "183370", description = "Warnings of each batch (default: ${DEFAULT-VALUE}).")
    private int warnings;

    @Option(names = "--rate", defaultValue = "1500", description = "Segments a second of the first carrier; those of the others follow from it (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--warm-up", defaultValue = "20000", description = "Warnings of a batch before them (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--away", defaultValue = "20", description = "Seconds for which the first carrier is away (default: ${DEFAULT-VALUE}).")
    private int away;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        // Half of the sample's people are China Mobile's, who has two lines; a quarter each the others'.
        LineWrites writes = new LineWrites(List.of(new LineWrites.Limit("cmcc", "mobile", rate),
                new LineWrites.Limit("agg", "mobile", rate / 2), new LineWrites.Limit("cucc", "unicom", rate * 4 / 5),
                new LineWrites.Limit("ctcc", "telecom", rate * 4 / 5)));
        List<Line.Protocol> protocols = List.of(Line.Protocol.CMPP, Line.Protocol.SMPP, Line.Protocol.SGIP,
                Line.Protocol.SMGP);
        List<Line> lines = writes.limits().stream().map(each -> new Line(each.carrier(), each.operator(), SESSIONS,
                WINDOW, each.rate() + "/s", CARRIER, protocols.get(writes.limits().indexOf(each)))).toList();
        try (HeapWatch heap = new HeapWatch();
                Stand stand = Stand.start(lines, RULES, 0, Stand.Extras.NONE.with(writes));
                ApiClient client = stand.client()) {
            Figures figures = new Figures("lines");
            submit(client, 0, warmUp);
            writes.forget();
            boolean whole = atTheirLimits(client, writes, figures);
            Away outage = new Away(stand.simulators(), writes, "cmcc", away);
            writes.forget();
            boolean again = oneAway(client, outage, figures);
            figures.put("heapMiB", heap.mostMiB()).print(spec.commandLine().getOut());
            return whole && again ? 0 : 1;
        }
    }

    private boolean atTheirLimits(ApiClient client, LineWrites writes, Figures figures)
            throws IOException, InterruptedException, ExecutionException {
        long begun = System.nanoTime();
        boolean balanced = submit(client, 1, warnings);
        double seconds = (System.nanoTime() - begun) / 1e9;
        double theory = writes.slowest();
        figures.did(warnings, seconds).put("segments", writes.segments()).put("theorySeconds", theory)
                .put("over", seconds / theory - 1).put("balanced", balanced);
        writes.limits().forEach(each -> figures.put(each.carrier() + "Rate", each.rate())
                .put(each.carrier() + "MaxInOneSecond", each.writes().mostInOneSecond()));
        return balanced && writes.areKept();
    }

    private boolean oneAway(ApiClient client, Away outage, Figures figures)
            throws IOException, InterruptedException, ExecutionException {
        Thread watching = Thread.ofVirtual().start(outage);
        boolean balanced = submit(client, 2, warnings);
        watching.join();
        int twice = outage.sentTwice(warnings);
        outage.tell(figures).put("sentTwice", twice).put("unansweredAtMost", SESSIONS * WINDOW)
                .put("balancedToo", balanced);
        return balanced && twice <= SESSIONS * WINDOW;
    }

    /** A batch, until all of it is final; whether everything was accepted and reached. */
    private static boolean submit(ApiClient client, int number, int count)
            throws IOException, InterruptedException, ExecutionException {
        Samples samples = new Samples(number * RoundOptions.STRIDE, count, true, "", PLAYBOOKS, List.of());
        Load.Answered answered = new Load(client, "lines-" + number).submit(samples, "low");
        return Round.await(client, answered.batches()) && answered.accepted() == count;
    }
}
