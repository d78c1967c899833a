package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.access.ApiKey;
import io.tocsin.ingest.tcp.Peer;
import io.tocsin.ingest.tcp.Said;
import io.tocsin.ingest.tcp.protocol.MessageType;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.CmppSimulator;
import io.tocsin.simulate.SmsSimulator;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.SimulatorCounts;
import io.tocsin.simulate.SimulatorTime;
import io.tocsin.simulate.Span;
import io.tocsin.store.RealRedis;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two gateways in processes of their own, on one Redis and one account, of which one dies in the
 * middle of a batch that comes in over its TCP door.
 */
class TwoNodesTest {
    private static final int SESSIONS = 3;
    private static final int WINDOW = 16;
    private static final int RATE = 1000;
    private static final int MAX_PENDING = 200;
    private static final int FIRST = 8_000;
    private static final int SUBMITS = 60;
    private static final int EACH = 60;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void two_nodes_share_an_account_and_the_one_that_is_left_finishes_everything() throws Exception {
        Behaviour behaviour = Behaviour.good(5).withReceipts(Mix.only("DELIVRD"), new Span(20, 200));
        try (RealRedis redis = RealRedis.started();
                CmppSimulator carrier = CmppSimulator.start(0, new SmsSimulator.Login("900001", "s"), behaviour,
                        SimulatorTime.from(System::nanoTime, LocalDateTime.now(ZoneId.of("Asia/Shanghai"))));
                Node a = new Node("a", redis, carrier);
                Node b = new Node("b", redis, carrier)) {
            Stream.of(a, b).forEach(node -> node.gateway.awaitReady());
            await().atMost(Doors.PATIENCE).until(() -> a.sessions() + b.sessions() == SESSIONS && a.sessions() > 0
                    && b.sessions() > 0);

            long begun = System.nanoTime();
            a.caller.taken("first", Doors.rows("first", FIRST));
            await().atMost(Doors.PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
                assertNeverAbove(carrier, begun);
                return carrier.counts().submits() >= FIRST;
            });
            assertThat(a.sent()).isGreaterThan(FIRST / 10);
            assertThat(b.sent()).isGreaterThan(FIRST / 10);

            Upstream upstream = new Upstream(a.tcp);
            // Before the submits: on a slow machine all of them are sent when the last is acknowledged.
            long before = a.sent();
            upstream.submit(SUBMITS / 2);
            await().atMost(Doors.PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> a.sent() > before);
            // Answers to the last of these may be lost with the node.
            upstream.send(4);
            a.gateway.kill();
            upstream.moveTo(b.tcp);
            upstream.submit(SUBMITS);
            upstream.end();

            JsonNode counts = Doors.done(b.caller, upstream.batch);
            assertNeverAbove(carrier, begun);
            SimulatorCounts seen = carrier.counts();
            assertThat(counts.path("reached").asInt()).isEqualTo(SUBMITS * EACH);
            assertThat(counts.path("duplicate").asInt()).isZero();
            assertThat(seen.numbers()).isEqualTo(FIRST + SUBMITS * EACH);
            assertThat(seen.repeated()).isLessThanOrEqualTo(SESSIONS * WINDOW + MAX_PENDING);
            await().atMost(Doors.PATIENCE).until(() -> b.sessions() == SESSIONS);
            assertThat(carrier.mostSessions()).isEqualTo(SESSIONS);
            assertThat(b.gateway.stop()).isEqualTo(143);
            assertThat(carrier.sessions()).isZero();
        }
    }

    /**
     * What has arrived by now was sent before now, so it is never more than the rate allows since
     * before the first was; a second's worth for the edges. Two nodes with a rate of their own would
     * send twice that.
     */
    private static void assertNeverAbove(CmppSimulator carrier, long begun) {
        long submits = carrier.counts().submits();
        double seconds = (System.nanoTime() - begun) / 1e9;
        assertThat(submits).isLessThanOrEqualTo((long) (RATE * (seconds + 1)));
    }

    /** One of the gateways. */
    private final class Node implements AutoCloseable {
        final GatewayProcess gateway;
        final Caller caller;
        final int tcp = GatewayProcess.freePort();

        Node(String name, RealRedis redis, CmppSimulator carrier) throws IOException {
            int http = GatewayProcess.freePort();
            Path config = Files.createDirectory(folder.resolve(name)).resolve("tocsin.yaml");
            Files.writeString(config, yaml(name, redis.port(), http, tcp, carrier.port()));
            gateway = GatewayProcess.launch(config, http);
            caller = new Caller(http, Doors.key("watchman"));
        }

        /** Its sessions that are up. */
        int sessions() {
            JsonNode sessions = caller.get("/v1/carriers").json().at("/items/0/sessions");
            assertThat(sessions.path("of").asInt()).isEqualTo(SESSIONS);
            return sessions.path("up").asInt();
        }

        /** Attempts that it gave to the carrier. */
        long sent() {
            return caller.get("/metrics").text().lines().filter(line -> line.startsWith("tocsin_attempts_sent_total{"))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
        }

        @Override
        public void close() {
            gateway.close();
        }
    }

    /** A client that sends one batch over TCP, and goes on elsewhere when its node is gone. */
    private static final class Upstream {
        private Peer peer;
        private long next = 1;
        private String batch = "";

        Upstream(int port) throws IOException {
            peer = connect(port);
            assertThat(hello()).isZero();
        }

        private static Peer connect(int port) throws IOException {
            Peer peer = Peer.frames(port);
            peer.patience(Doors.PATIENCE);
            return peer;
        }

        private long hello() throws IOException {
            peer.send(MessageType.HELLO, 1, "{\"client\":\"watchman\",\"key\":\"" + Doors.key("watchman")
                    + "\",\"stream\":\"main\",\"events\":false}");
            return peer.read().number("lastSeq");
        }

        /** Sends and awaits each answer, up to that sequence. */
        void submit(int last) throws IOException {
            for (; next <= last; next++) {
                peer.send(MessageType.SUBMIT, next, body(next));
                Said answer = peer.read();
                assertThat(answer.type()).as(answer.toString()).isEqualTo(MessageType.ACK);
                assertThat(answer.number("accepted")).isEqualTo(EACH);
                batch = answer.text("batchId");
            }
        }

        /** Sends so many more and reads no answer. */
        void send(int count) throws IOException {
            for (long sequence = next; sequence < next + count; sequence++) {
                peer.send(MessageType.SUBMIT, sequence, body(sequence));
            }
        }

        /** Connects to another node and goes on from what that says. */
        void moveTo(int port) throws IOException {
            try {
                peer.rest();
            } catch (EOFException | java.net.SocketException e) {
                // The node is dead.
            }
            peer.close();
            peer = connect(port);
            long last = hello();
            assertThat(last).isGreaterThanOrEqualTo(next - 1);
            next = last + 1;
        }

        void end() throws IOException {
            peer.send(MessageType.SUBMIT, next, "{\"batchId\":\"" + batch + "\",\"end\":true}");
            assertThat(peer.read().type()).isEqualTo(MessageType.ACK);
            peer.close();
        }

        private String body(long sequence) {
            StringBuilder rows = new StringBuilder();
            for (int i = 0; i < EACH; i++) {
                rows.append(i == 0 ? "" : ",").append(Doors.row("two", (int) (sequence - 1) * EACH + i));
            }
            return (batch.isEmpty()
                    ? "{\"batch\":{\"name\":\"two\",\"grade\":\"low\"}"
                    : "{\"batchId\":\"" + batch + "\"")
                    + ",\"warnings\":[" + rows + "]}";
        }
    }

    private static String yaml(String name, int redis, int http, int tcp, int carrier) {
        return OneLine.yaml("""
                node: %s
                drain: 5s
                store: { redis: "redis://127.0.0.1:%d", key: "%s" }
                http: { port: %d }
                tcp: { port: %d }
                settle: { maxPending: %d }
                """.formatted(name, redis, "ab".repeat(32), http, tcp, MAX_PENDING),
                new ApiKey(Doors.key("watchman")), carrier, "sessions: %d, window: %d, rate: %d/s, %s"
                        .formatted(SESSIONS, WINDOW, RATE, "ambiguous: { wait: 3s, then: resend }"));
    }
}
