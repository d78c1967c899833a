package io.tocsin.cli.bench;

import io.tocsin.cli.bench.loopback.CmppLoopback;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tocsin bench cmpp}: the CMPP session engine alone, both ends in one process. */
@Command(name = "cmpp", mixinStandardHelpOptions = true, description = "The CMPP session engine alone: submits and answers, both ends in one process, nothing stored.")
final class CmppBench implements Callable<Integer> {
    @Option(names = "--seconds", defaultValue = "5", description = "Measured seconds a round (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "5", description = "Seconds before it (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, TimeoutException {
        try (HeapWatch heap = new HeapWatch()) {
            CmppLoopback.Result result = CmppLoopback.USUAL.run(Duration.ofSeconds(warmUp),
                    Duration.ofSeconds(seconds));
            new Figures("cmpp").did(result.answered(), result.seconds()).put("lost", result.failed())
                    .put("heapMiB", heap.mostMiB()).print(spec.commandLine().getOut());
            return result.failed() == 0 ? 0 : 1;
        }
    }
}
