package io.tocsin.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.sample.Samples;
import io.tocsin.cli.stand.Line;
import io.tocsin.cli.stand.Stand;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.CmppSimulator;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code tocsin bench urgent}: how long an urgent warning takes to the carrier while low ones wait.
 */
@Command(name = "urgent", mixinStandardHelpOptions = true, description = "Urgent warnings, one at a time, while a backlog of low ones waits: from the POST to the carrier.")
final class UrgentBench implements Callable<Integer> {
    private static final int URGENT_SEED = 77;

    @Option(names = "--backlog", defaultValue = "500000", description = "Low ones that wait (default: ${DEFAULT-VALUE}).")
    private int backlog;

    @Option(names = "--urgent", defaultValue = "200", description = "Urgent ones (default: ${DEFAULT-VALUE}).")
    private int urgent;

    @Option(names = "--rate", defaultValue = "100/s", description = "The carrier's rate, or off (default: ${DEFAULT-VALUE}).")
    private String rate = "100/s";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        Line line = new Line("bench", "", 4, 64, rate, Behaviour.good(1));
        try (HeapWatch heap = new HeapWatch();
                Stand stand = Stand.start(List.of(line), SmsBench.TEMPLATES, 0);
                ApiClient client = stand.client()) {
            CmppSimulator carrier = stand.simulators().values().iterator().next();
            new Load(client, "low").submit(new Samples(1, backlog, false), "low");
            Samples samples = new Samples(URGENT_SEED, urgent, false);
            double[] millis = new double[urgent];
            long begun = System.nanoTime();
            for (int i = 0; i < urgent; i++) {
                millis[i] = one(client, carrier, samples, i);
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            Arrays.sort(millis);
            new Figures("urgent").did(urgent, seconds).put("rate", rate).put("p50Ms", millis[urgent / 2])
                    .put("p99Ms", millis[Math.min(urgent - 1, urgent * 99 / 100)]).put("maxMs", millis[urgent - 1])
                    .put("heapMiB", heap.mostMiB())
                    .print(spec.commandLine().getOut());
        }
        return 0;
    }

    private static double one(ApiClient client, CmppSimulator carrier, Samples samples, int index)
            throws IOException, InterruptedException {
        String line = samples.line(index);
        long phone = Long.parseLong(line.replaceAll(".*\"phone\":\"(\\d+)\".*", "$1"));
        carrier.watch(phone);
        long start = System.nanoTime();
        ApiClient.Reply reply = client.submit("grade=urgent", "application/x-ndjson", "urgent-" + index,
                BodyPublishers.ofString(line + "\n"));
        JsonNode body = reply.body();
        if (!reply.ok() || body.path("accepted").asLong() != 1) {
            throw new IOException("not accepted: " + body);
        }
        Patience.await("an urgent warning at the carrier", Duration.ofMinutes(1), () -> carrier.watched() != 0);
        return (carrier.watched() - start) / 1e6;
    }
}
