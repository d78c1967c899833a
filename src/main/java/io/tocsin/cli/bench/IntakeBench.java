package io.tocsin.cli.bench;

import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.sample.Samples;
import io.tocsin.cli.stand.Stand;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tocsin bench intake}: how fast warnings become durable, with no carrier to send them. */
@Command(name = "intake", mixinStandardHelpOptions = true, description = "Intake alone: NDJSON over HTTP until everything accepted is durable.")
final class IntakeBench implements Callable<Integer> {
    @Option(names = "--warnings", defaultValue = "400000", description = "Warnings a round (default: ${DEFAULT-VALUE}).")
    private int warnings;

    @Option(names = "--per-post", defaultValue = "0", description = "Warnings a POST; 0 for one body (default: ${DEFAULT-VALUE}).")
    private int perPost;

    @Option(names = "--posts-at-a-time", defaultValue = "8", description = "How many POSTs at a time (default: ${DEFAULT-VALUE}).")
    private int atATime;

    @Option(names = "--warm-up", defaultValue = "1", description = "Rounds before those that count (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds that count; the median is told (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        PrintWriter out = spec.commandLine().getOut();
        Rounds measured = new Rounds();
        try (Stand stand = Stand.start(List.of(), SmsBench.TEMPLATES, 0); ApiClient client = stand.client()) {
            double before = stand.gateway().storeFigures().memoryBytes();
            for (int i = 0; i < warmUp + rounds; i++) {
                Samples samples = new Samples((i + 1) * 1_000_003L, warnings, false);
                List<byte[]> bodies = Load.bodies(samples, perPost == 0 ? warnings : perPost);
                Round.Clock clock = Round.begin(stand.gateway());
                Load.Answered answered = new Load(client, "intake-" + i).submit(bodies, "low", atATime);
                Round round = clock.end(stand.gateway(), warnings, clock.seconds(), answered.accepted() == warnings);
                out.printf("%s %d: %,.0f warnings/s, Redis %.1f µs%n", i < warmUp ? "warm-up" : "round", i + 1,
                        round.perSecond(), round.redisMicros());
                out.flush();
                if (i >= warmUp) {
                    measured.add(round);
                }
            }
            double bytes = (stand.gateway().storeFigures().memoryBytes() - before)
                    / ((double) warnings * (warmUp + rounds));
            new Figures("intake").did(warnings, measured.median().seconds()).put("spread", measured.spread())
                    .put("redisMicrosPerWarning", measured.median().redisMicros()).put("redisBytesPerPending", bytes)
                    .put("heapMiB", Heap.afterCollection()).print(out);
        }
        return measured.balanced() ? 0 : 1;
    }
}
