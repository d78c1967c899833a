package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.tocsin.access.user.Role;
import io.tocsin.access.user.Unit;
import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.sample.Samples;
import io.tocsin.cli.stand.Exchange;
import io.tocsin.cli.stand.Line;
import io.tocsin.cli.stand.Stand;
import io.tocsin.dispatch.WriteListener;
import io.tocsin.send.voice.agi.AgiListener;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.Span;
import io.tocsin.simulate.pbx.PbxBehaviour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A gateway with all that the boards show: carriers, one of which is so slow that its warnings
 * always wait; an Asterisk; an upstream system that takes its results. And work for it.
 */
final class BoardStand implements AutoCloseable {
    private static final String RULES = """
            playbooks:
              default: { mode: chain, steps: [ { channel: sms, template: fraud-sms, attempts: $attempts } ], retry: { pace: fast } }
              call: { mode: chain, steps: [ { channel: voice, dialog: fraud-warning, attempts: 2 } ], retry: { pace: fast } }
            policy: { quietHours: "off", frequencyCap: "$cap", callGap: "off" }
            monitoring: { prometheus: "http://127.0.0.1:$prometheus" }
            """;
    /** One a second to broadnet, whose numbers begin with 192 and are not among the samples. */
    private static final Line SLOW = new Line("cbn", "broadnet", 1, 1, "1/s",
            Behaviour.good(3).withReceipts(Mix.only("DELIVRD"), new Span(5, 50)));
    private static final int MORE = 30;
    /** More than the objective of broadcasts takes for one, and an hour's work of the slow carrier. */
    private static final int BROADCAST = 3_300;
    private static final String PASSWORD = "Correct-Horse-7";

    private final HttpServer hook;
    private final Stand stand;
    private final ApiClient client;
    private final int prometheus;
    private @Nullable Caller reviewer;
    private int fed;

    private BoardStand(HttpServer hook, Stand stand, int prometheus) {
        this.hook = hook;
        this.stand = stand;
        this.prometheus = prometheus;
        client = stand.client();
    }

    /**
     * Starts one.
     *
     * @param lines the carriers of everybody but broadnet
     * @param attempts of a text
     * @param frequencyCap as in YAML
     * @param leaves as the simulator has it: who hangs up, who tells that they have paid
     */
    static BoardStand start(List<Line> lines, int attempts, String frequencyCap, String leaves)
            throws IOException, InterruptedException {
        HttpServer hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/hook", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(204, -1);
            }
        });
        hook.start();
        int prometheus = GatewayProcess.freePort();
        String keys = ", unit: 呼伦贝尔, callbackUrl: \"http://127.0.0.1:" + hook.getAddress().getPort()
                + "/hook\", callbackSecret: \"whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz\"";
        String rules = RULES.replace("$attempts", Integer.toString(attempts)).replace("$cap", frequencyCap)
                .replace("$prometheus", Integer.toString(prometheus));
        List<Line> all = new ArrayList<>(lines);
        all.add(SLOW);
        try {
            return new BoardStand(hook, Stand.start(all, rules, 0,
                    new Stand.Extras(keys, WriteListener.UNHEARD, AgiListener.NONE, exchange(leaves))), prometheus);
        } catch (IOException | InterruptedException | RuntimeException e) {
            hook.stop(0);
            throw e;
        }
    }

    private static Exchange exchange(String leaves) {
        PbxBehaviour behaviour = new PbxBehaviour(Mix.parse("answer=8,ring=1,486=1"), new Span(20, 60),
                new Span(50, 200), PbxBehaviour.Faults.NONE, 4)
                .withPeople(new PbxBehaviour.People(Mix.parse(leaves), new Span(20, 50), new Span(5, 30),
                        Mix.only("answered")))
                .byChance();
        return new Exchange(behaviour, List.of(new Exchange.Trunk("trunk-1", 50, "100/s", "1s")));
    }

    Stand stand() {
        return stand;
    }

    ApiClient client() {
        return client;
    }

    /** The port of loopback on which its console looks for a Prometheus. */
    int prometheus() {
        return prometheus;
    }

    /** Somebody of that role, logged in, who sees everything. */
    Caller person(String name, Role role) {
        stand.gateway().users().add(name, name, Set.of(role), new Unit("呼伦贝尔"), null);
        stand.gateway().users().choose(name, PASSWORD);
        Caller nobody = new Caller(stand.gateway().httpPort(), "");
        return nobody.in(nobody.post("/v1/session",
                "{\"user\":\"" + name + "\",\"password\":\"" + PASSWORD + "\",\"code\":\"000000\"}"));
    }

    /** Thousands of texts to broadnet, which its carrier is an hour about. */
    void broadcast() throws IOException, InterruptedException {
        submit("grade=low&name=broadcast", "broadcast", broadnet(9_000, BROADCAST, "low"));
    }

    /** Gives it so many warnings of all grades; answers with the new batch's address. */
    String submit(String how, int seed, int count) throws IOException, InterruptedException {
        Samples samples = new Samples(seed, count, true);
        StringBuilder rows = new StringBuilder(count * 160);
        for (int i = 0; i < count; i++) {
            rows.append(samples.line(i)).append('\n');
        }
        return submit(how, "batch-" + seed, rows.toString());
    }

    /**
     * Gives it these rows, again where it is not ready for a moment, as upstream systems do; answers
     * with the new batch's address.
     */
    String submit(String how, String ref, String rows) throws IOException, InterruptedException {
        AtomicReference<ApiClient.Reply> last = new AtomicReference<>();
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(500)).until(() -> {
            last.set(client.submit(how, "application/x-ndjson", ref, BodyPublishers.ofString(rows)));
            return last.get().status() != 503;
        });
        ApiClient.Reply reply = last.get();
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(202);
        return "/v1/batches/" + reply.body().path("id").asText();
    }

    /**
     * Gives it a little of what panels need that show only what changes, or waits, at the moment of a
     * scrape: urgent texts, calls, and more for the slow carrier than it sends until the next time.
     */
    void more() throws IOException, InterruptedException {
        fed++;
        submit("grade=urgent", "more-" + fed, rows(2_000 + fed, MORE, "urgent"));
        submit("grade=high&playbook=call", "more-calls-" + fed, rows(4_000 + fed, MORE, "high"));
        submit("grade=medium", "more-waiting-" + fed, broadnet(6_000 + fed, MORE, "medium"));
    }

    /** A reviewer, there from the first time on, takes up the next case. */
    void takeUp() {
        Caller there = reviewer;
        if (there == null) {
            there = person("reviewer", Role.REVIEWER);
            reviewer = there;
        }
        assertThat(there.post("/v1/review/claims", "{\"max\":1}").status()).isIn(200, 503);
    }

    /** Rows with a number of broadnet's each that no other has. */
    private static String broadnet(int seed, int count, String grade) {
        StringBuilder rows = new StringBuilder(count * 160);
        int number = seed * 10_000;
        for (String row : rows(seed, count, grade).split("\n", -1)) {
            rows.append(row.replaceFirst("\"phone\":\"\\d+", "\"phone\":\"192%08d".formatted(number++))).append('\n');
        }
        return rows.toString();
    }

    private static String rows(int seed, int count, String grade) {
        Samples samples = new Samples(seed, count, true);
        StringBuilder rows = new StringBuilder(count * 160);
        for (int i = 0; i < count; i++) {
            rows.append(samples.line(i).replaceFirst("\"grade\":\"[a-z]+\"", "\"grade\":\"" + grade + '"'))
                    .append('\n');
        }
        return rows.toString();
    }

    @Override
    public void close() {
        client.close();
        stand.close();
        hook.stop(0);
    }
}
