package io.tocsin.cli.bench;

import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.stand.Stand;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tocsin bench intake}: how fast warnings become durable, with no carrier to send them. */
@Command(name = "intake", mixinStandardHelpOptions = true, description = "Intake alone: NDJSON over HTTP, streamed from a file, until everything accepted is durable. heapMiB is the most in use right after a collection.")
final class IntakeBench implements Callable<Integer> {
    @Option(names = "--warnings", defaultValue = "400000", description = "Warnings a round (default: ${DEFAULT-VALUE}).")
    private int warnings;

    @Mixin
    private final RoundOptions options = new RoundOptions();

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        try (Stand stand = Stand.start(List.of(), SmsBench.TEMPLATES, 0);
                ApiClient client = stand.client();
                HeapWatch heap = new HeapWatch()) {
            double before = stand.gateway().storeFigures().memoryBytes();
            Rounds measured = options.run(warnings, heap, (number, file) -> {
                Round.Clock clock = Round.begin(stand.gateway());
                Load.Answered answered = new Load(client, "intake-" + number).submit(file, "low", options.atATime());
                return clock.end(stand.gateway(), warnings, clock.seconds(), answered.accepted() == warnings);
            });
            double bytes = (stand.gateway().storeFigures().memoryBytes() - before)
                    / ((double) warnings * options.all());
            new Figures("intake").did(warnings, measured.median().seconds()).put("spread", measured.spread())
                    .put("redisMicrosPerWarning", measured.median().redisMicros()).put("redisBytesPerPending", bytes)
                    .put("heapMiB", heap.mostMiB()).print(options.out());
            return measured.balanced() ? 0 : 1;
        }
    }
}
