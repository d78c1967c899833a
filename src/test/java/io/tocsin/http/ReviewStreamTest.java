package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.access.ApiKeys;
import io.tocsin.access.Scope;
import io.tocsin.config.value.Listen;
import io.tocsin.review.dictionary.DeskConfig;
import io.tocsin.store.RealRedis;
import io.tocsin.store.review.CaseRig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Streams of events have a bound of their own, and everything else goes on when it is reached. */
class ReviewStreamTest {
    private static final int MOST = 3;
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    private final CaseRig cases = new CaseRig(SERVER);

    @AfterEach
    void close() {
        cases.close();
    }

    @Test
    void whoever_is_one_too_many_is_told_when_to_come_back_and_everything_else_goes_on() throws IOException {
        ReviewDesk desk = new ReviewDesk(cases.cases(), cases.reads(), new Reading().forms,
                new PhoneField(Reading::phone), DeskConfig::defaults, new FakeMessenger());
        ReviewStream stream = new ReviewStream(desk, MOST);
        Guard guard = new Guard(new ApiKeys(List.of(Door.key("desk", Scope.REVIEW))), null, false, null);
        List<Socket> open = new ArrayList<>();
        try (Door door = new Door(new HttpConfig(Listen.loopback(0), null), guard, stream)) {
            for (int i = 0; i < MOST; i++) {
                assertThat(watch(door, open)).first().asString().startsWith("HTTP/1.1 200");
            }
            assertThat(stream.streams()).isEqualTo(MOST);
            assertThat(watch(door, open)).first().asString().startsWith("HTTP/1.1 503");
            var refused = door.get("desk", "/v1/review/stream");
            assertThat(refused.body()).contains("/problems/busy", "3 watch on this node");
            assertThat(refused.headers().firstValue("retry-after")).contains("30");
            assertThat(door.get("/health/live").statusCode()).isEqualTo(200);

            open.getFirst().close();
            await().atMost(Duration.ofSeconds(60)).until(() -> stream.streams() < MOST);
            assertThat(watch(door, open)).first().asString().startsWith("HTTP/1.1 200");
        } finally {
            for (Socket each : open) {
                each.close();
            }
        }
    }

    /** The head of the answer. */
    private static List<String> watch(Door door, List<Socket> open) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port());
        open.add(socket);
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write("""
                GET /v1/review/stream HTTP/1.1\r
                Host: a\r
                Authorization: Bearer desk-key\r
                Accept: text/event-stream\r
                \r
                """.getBytes(StandardCharsets.US_ASCII));
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        List<String> head = new ArrayList<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            head.add(line);
        }
        return head;
    }
}
