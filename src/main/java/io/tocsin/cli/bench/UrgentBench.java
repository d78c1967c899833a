package io.tocsin.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.sample.Samples;
import io.tocsin.cli.stand.Exchange;
import io.tocsin.cli.stand.Line;
import io.tocsin.cli.stand.Stand;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.SmsSimulator;
import io.tocsin.simulate.pbx.PbxSimulator;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code tocsin bench urgent}: how long an urgent warning takes to the carrier, or until its call
 * rings, while low ones wait.
 */
@Command(name = "urgent", mixinStandardHelpOptions = true, description = "Urgent warnings, one at a time, while a backlog of low ones waits: from the POST to the carrier, or until the phone rings.")
final class UrgentBench implements Callable<Integer> {
    private static final int URGENT_SEED = 77;

    /** What the warnings become. */
    enum Kind {
        /** Texts. */
        SMS,
        /** Calls. */
        VOICE
    }

    @Option(names = "--channel", defaultValue = "sms", description = "sms or voice (default: ${DEFAULT-VALUE}).")
    private Kind channel = Kind.SMS;

    @Option(names = "--backlog", defaultValue = "500000", description = "Low ones that wait (default: ${DEFAULT-VALUE}).")
    private int backlog;

    @Option(names = "--urgent", defaultValue = "200", description = "Urgent ones (default: ${DEFAULT-VALUE}).")
    private int urgent;

    @Option(names = "--rate", defaultValue = "100/s", description = "The carrier's rate, or off (default: ${DEFAULT-VALUE}).")
    private String rate = "100/s";

    @Option(names = "--lines", defaultValue = "250", description = "Calls at a time, a tenth of them for urgent ones (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Option(names = "--hold", defaultValue = "4000", description = "How long a call lasts, in ms at the mean (default: ${DEFAULT-VALUE}).")
    private int hold;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    private final WriteTimes writes = new WriteTimes();

    /**
     * The carrier's end of a number.
     *
     * @param watch looks out for a number
     * @param seen when it was seen, 0 while it was not
     */
    private record Lookout(Consumer<String> watch, LongSupplier seen) {}

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        try (HeapWatch heap = new HeapWatch(); Stand stand = stand(); ApiClient client = stand.client()) {
            Lookout lookout = lookout(stand);
            new Load(client, "low").submit(new Samples(1, backlog, false), "low");
            if (channel == Kind.VOICE) {
                // The first calls are over, so that every line is taken and given back.
                Patience.await("calls on every line", Duration.ofMinutes(2),
                        () -> writes.count() >= Math.min(backlog, lines + lines / 2));
            }
            Samples samples = new Samples(URGENT_SEED, urgent, false);
            double[] millis = new double[urgent];
            long begun = System.nanoTime();
            for (int i = 0; i < urgent; i++) {
                millis[i] = one(client, lookout, samples, i);
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            Arrays.sort(millis);
            new Figures("urgent").did(urgent, seconds).put("channel", channel.name().toLowerCase(Locale.ROOT))
                    .put("rate", rate).put("sentMeanwhile", writes.count()).put("p50Ms", millis[urgent / 2])
                    .put("p99Ms", millis[Math.min(urgent - 1, urgent * 99 / 100)]).put("maxMs", millis[urgent - 1])
                    .put("heapMiB", heap.mostMiB()).print(spec.commandLine().getOut());
        }
        return 0;
    }

    private Stand stand() throws IOException, InterruptedException {
        if (channel == Kind.SMS) {
            return Stand.start(List.of(new Line("bench", "", 4, 64, rate, Behaviour.good(1))), SmsBench.TEMPLATES, 0,
                    Stand.Extras.NONE.with(writes));
        }
        Exchange exchange = new Exchange(CallsBench.behaviour(hold),
                List.of(new Exchange.Trunk("bench", lines, rate, "20s", lines / 10)));
        return Stand.start(List.of(), CallsBench.RULES, 0, Stand.Extras.NONE.with(writes).with(exchange));
    }

    private static Lookout lookout(Stand stand) {
        if (stand.pbx().isPresent()) {
            PbxSimulator pbx = stand.pbx().get();
            return new Lookout(pbx::watch, pbx::rangAt);
        }
        SmsSimulator<?> carrier = stand.simulators().values().iterator().next();
        return new Lookout(phone -> carrier.watch(Long.parseLong(phone)), carrier::watched);
    }

    private static double one(ApiClient client, Lookout lookout, Samples samples, int index)
            throws IOException, InterruptedException {
        String line = samples.line(index);
        lookout.watch.accept(line.replaceAll(".*\"phone\":\"(\\d+)\".*", "$1"));
        long start = System.nanoTime();
        ApiClient.Reply reply = client.submit("grade=urgent", "application/x-ndjson", "urgent-" + index,
                BodyPublishers.ofString(line + "\n"));
        JsonNode body = reply.body();
        if (!reply.ok() || body.path("accepted").asLong() != 1) {
            throw new IOException("not accepted: " + body);
        }
        Patience.await("an urgent warning at the carrier", Duration.ofMinutes(1), () -> lookout.seen.getAsLong() != 0);
        return (lookout.seen.getAsLong() - start) / 1e6;
    }
}
