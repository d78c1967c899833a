package io.tocsin.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.client.Follow;
import io.tocsin.cli.sample.Samples;
import io.tocsin.cli.stand.Stand;
import io.tocsin.simulate.SmsSimulator;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code tocsin demo}: the main job with simulated carriers, on loopback, leaving nothing behind.
 */
@Command(name = "demo", mixinStandardHelpOptions = true, description = "Shows the main job: gateway, Redis and simulated carriers, made-up warnings in, results out.", subcommands = FaultCommand.class)
public final class DemoCommand implements Callable<Integer> {
    private static final int HTTP_PORT = 8080;
    private static final int MOST = 2_000_000;
    private static final int MOST_MORE = 1_000;

    @Option(names = "--warnings", defaultValue = "20000", description = "How many (default: ${DEFAULT-VALUE}).")
    private int warnings;

    @Option(names = "--port", defaultValue = "8080", description = "HTTP port; a free one when it is taken (default: ${DEFAULT-VALUE}).")
    private int port = HTTP_PORT;

    @Option(names = "--more", defaultValue = "5", description = "Warnings a second that come after the summary, as long as it keeps running; 0 for none (default: ${DEFAULT-VALUE}).")
    private int more;

    @Option(names = "--exit", description = "Ends after the summary; exit code 1 if the totals do not balance.")
    private boolean exit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    /** The command. */
    public DemoCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (warnings < 1 || warnings > MOST) {
            throw new ParameterException(spec.commandLine(),
                    "expected --warnings between 1 and " + MOST + ", got " + warnings);
        }
        if (more < 0 || more > MOST_MORE) {
            throw new ParameterException(spec.commandLine(),
                    "expected --more between 0 and " + MOST_MORE + ", got " + more);
        }
        PrintWriter out = spec.commandLine().getOut();
        say(out, "starting Redis, four simulated carriers (CMPP, SGIP, SMGP, SMPP), a simulated Asterisk and the gateway");
        try (Stand stand = Stand.start(DemoLines.all(), DemoLines.RULES, Stand.isFree(port) ? port : 0,
                Stand.Extras.NONE.with(DemoLines.exchange()).with(", unit: " + DemoPeople.CITY));
                ApiClient client = stand.client()) {
            CountDownLatch interrupted = new CountDownLatch(1);
            Thread hook = new Thread(() -> end(stand, interrupted));
            Runtime.getRuntime().addShutdownHook(hook);
            String password = exit ? "" : DemoPeople.make(stand.gateway().users(), Stand.CLIENT);
            boolean balanced = run(stand, client, out);
            if (exit) {
                Runtime.getRuntime().removeShutdownHook(hook);
                return balanced ? 0 : 1;
            }
            try (FaultControl control = FaultControl.open(
                    Stand.isFree(FaultControl.PORT) ? FaultControl.PORT : 0, stand.drill());
                    Trickle _ = new Trickle(more, stand.client())) {
                invite(stand, out, password, control);
                interrupted.await();
            }
            return 0;
        }
    }

    private static void end(Stand stand, CountDownLatch interrupted) {
        interrupted.countDown();
        stand.close();
    }

    private boolean run(Stand stand, ApiClient client, PrintWriter out) throws IOException, InterruptedException {
        say(out, "gateway at " + stand.url() + ", submitting " + warnings + " made-up warnings over HTTP");
        long begun = System.nanoTime();
        Samples samples = new Samples(20_260_101, warnings, true, "", DemoLines.PLAYBOOKS, DemoPeople.STATIONS);
        ApiClient.Reply reply = client.submit("name=demo", "application/x-ndjson", "demo",
                BodyPublishers.ofInputStream(() -> samples.ndjson(0, warnings)));
        if (!reply.ok()) {
            say(out, "not accepted: " + reply.problem());
            return false;
        }
        String batch = reply.body().path("id").asText();
        say(out, "batch %s: accepted %,d of %,d in %.1f s, all durable".formatted(batch,
                reply.body().path("accepted").asLong(), reply.body().path("submitted").asLong(), seconds(begun)));
        boolean balanced = new Follow(client, out).toTheEnd(batch);
        boolean answered = Answers.arrived(stand.simulators().values());
        double seconds = seconds(begun);
        out.println();
        Outcomes outcomes;
        try (var results = client.results(batch)) {
            outcomes = Outcomes.of(results);
        }
        outcomes.print(out);
        stand.simulators().forEach((name, simulator) -> out.printf(
                "  %-4s %s took %,d submits for %,d numbers, at most %,d in any second, and sent %,d receipts and %,d"
                        + " messages of people%n",
                name, protocol(simulator), simulator.counts().submits(), simulator.counts().numbers(),
                simulator.counts().mostInOneSecond(), simulator.counts().receipts(), simulator.counts().replies()));
        Answers.print(out, client);
        stand.pbx().ifPresent(pbx -> out.printf(
                "  the Asterisk was asked for %,d calls, at most %,d in any second, and had at most %,d at a time; %,d were"
                        + " answered%n",
                pbx.counts().originates(), pbx.counts().mostInOneSecond(), pbx.counts().mostLive(),
                pbx.counts().answered()));
        out.println("  (a carrier counts every submit: each segment, and tries whose end spends no attempt)");
        JsonNode counts = client.get("/v1/batches/" + batch).body().path("counts");
        balanced &= answered && outcomes.warnings() == counts.path("accepted").asLong()
                && counts.path("accepted").asLong() > 0;
        out.printf("  %.1f s, %,.0f warnings a second; the totals %s%n", seconds, warnings / seconds,
                balanced ? "balance" : "DO NOT BALANCE: " + counts);
        out.flush();
        return balanced;
    }

    private static String protocol(SmsSimulator<?> simulator) {
        return simulator.getClass().getSimpleName().substring(0, 4).toUpperCase(Locale.ROOT);
    }

    private static void invite(Stand stand, PrintWriter out, String password, FaultControl control) {
        out.println();
        out.println("The gateway keeps running; stop it with Ctrl-C.");
        DemoPeople.print(out, stand.url().toString(), password);
        out.println("Or try:");
        out.println("  export TOCSIN_KEY=" + stand.key());
        out.println("  curl -s -H \"Authorization: Bearer $TOCSIN_KEY\" " + stand.url() + "/v1/batches");
        out.println("  documentation of the API: " + stand.url() + "/docs");
        out.println("  TCP door: 127.0.0.1:" + stand.gateway().tcpPort() + "   metrics: " + stand.url() + "/metrics");
        String port = control.port() == FaultControl.PORT ? "" : " --control " + control.port();
        out.println(
                "Break a line, watch it in the console's 监控 (monitoring/README.md) and mend it, as duty on the page 值班 (演练) or by:");
        out.println("  ./tocsin demo fault cmcc down" + port + "   (or: flow-control, slow, silent, no-receipts)");
        out.println("  ./tocsin demo fault cmcc mend" + port);
        out.flush();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void say(PrintWriter out, String text) {
        out.println(text);
        out.flush();
    }
}
