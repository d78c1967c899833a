package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.ingest.tcp.Peer;
import io.tocsin.ingest.tcp.Said;
import io.tocsin.ingest.tcp.protocol.MessageType;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The TCP door of a wired gateway, in both forms. */
class TcpDoorTest {
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Doors doors;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller watchman;

    @BeforeAll
    static void start() {
        doors = Doors.open();
        watchman = doors.as("watchman");
    }

    @AfterAll
    static void stop() {
        doors.close();
    }

    private static Peer connect(boolean lines) throws IOException {
        Peer peer = lines ? Peer.lines(doors.tcpPort()) : Peer.frames(doors.tcpPort());
        peer.patience(Doors.PATIENCE);
        return peer;
    }

    private static Said hello(Peer peer, String client, String stream, boolean events) throws IOException {
        peer.send(MessageType.HELLO, 1, "{\"client\":\"" + client + "\",\"key\":\"" + Doors.key(client)
                + "\",\"stream\":\"" + stream + "\",\"events\":" + events + "}");
        return peer.read();
    }

    private static Peer open(String stream) throws IOException {
        Peer peer = connect(false);
        hello(peer, "watchman", stream, false);
        return peer;
    }

    private static String warnings(String prefix, int count) {
        return "\"warnings\":[" + Doors.rows(prefix, count).strip().replace('\n', ',') + "]}";
    }

    private static Said submit(Peer peer, long sequence, String body) throws IOException {
        peer.send(MessageType.SUBMIT, sequence, body);
        return peer.read();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_batch_is_opened_filled_and_closed_and_comes_to_its_end(boolean lines) throws IOException {
        String prefix = "tcp" + lines;
        try (Peer peer = connect(lines)) {
            Said welcome = hello(peer, "watchman", prefix, false);
            assertThat(welcome.type()).isEqualTo(MessageType.WELCOME);
            assertThat(welcome.number("window")).isEqualTo(16);
            assertThat(welcome.number("lastSeq")).isZero();

            Said first = submit(peer, 1, "{\"batch\":{\"name\":\"" + prefix + "\",\"grade\":\"high\"},\"warnings\":["
                    + Doors.row(prefix, 0) + ",{\"ref\":\"bad\",\"phone\":\"12345\"}]}");
            String id = first.text("batchId");
            Said more = submit(peer, 2, "{\"batchId\":\"" + id + "\"," + warnings(prefix, 40));
            assertThat(watchman.get("/v1/batches/" + id).json().path("state").asText()).isEqualTo("accepting");
            Said end = submit(peer, 3, "{\"batchId\":\"" + id + "\",\"end\":true}");
            Said late = submit(peer, 4, "{\"batchId\":\"" + id + "\"," + warnings(prefix + "late", 1));

            assertThat(first.body().toString()).contains("\"accepted\":1,\"duplicate\":0,\"rejected\":1",
                    "\"index\":1,\"ref\":\"bad\",\"field\":\"phone\",\"code\":\"invalid-phone\"");
            assertThat(more.body().toString()).contains("\"accepted\":39,\"duplicate\":1,\"rejected\":0");
            assertThat(end.type()).isEqualTo(MessageType.ACK);
            assertThat(late.type()).isEqualTo(MessageType.ERROR);
            assertThat(late.problem()).isEqualTo("conflict");
            JsonNode counts = Doors.done(watchman, id);
            assertThat(counts.path("reached").asInt()).isEqualTo(40);
            assertThat(counts.path("duplicate").asInt()).isOne();
            assertThat(counts.path("rejected").asInt()).isOne();
            peer.send(MessageType.GOAWAY, 0, "{}");
            assertThat(peer.rest().getLast().text("reason")).isEqualTo("goodbye");
        }
    }

    @Test
    void after_a_cut_the_stream_goes_on_and_what_is_sent_again_is_answered_again() throws IOException {
        String opening = "{\"batch\":{\"name\":\"resumed\"}," + warnings("resumed", 10);
        Said first;
        try (Peer peer = open("resumed")) {
            first = submit(peer, 1, opening);
            peer.send(MessageType.SUBMIT, 2,
                    "{\"batchId\":\"" + first.text("batchId") + "\"," + warnings("second", 10));
            peer.read();
        }
        try (Peer peer = connect(false)) {
            assertThat(hello(peer, "watchman", "resumed", false).number("lastSeq")).isEqualTo(2);

            Said again = submit(peer, 1, opening);
            Said other = submit(peer, 1, opening.replace("resumed", "differs"));
            Said next = submit(peer, 3, "{\"batchId\":\"" + first.text("batchId") + "\",\"end\":true}");

            assertThat(again.body()).isEqualTo(first.body());
            assertThat(other.type()).isEqualTo(MessageType.ERROR);
            assertThat(other.problem()).isEqualTo("sequence-conflict");
            assertThat(next.type()).isEqualTo(MessageType.ACK);
        }
        assertThat(Doors.done(watchman, first.text("batchId")).path("accepted").asInt()).isEqualTo(20);
        assertThat(watchman.get("/v1/batches").json().path("items").findValuesAsText("name"))
                .contains("resumed").doesNotContain("differs");
        try (Peer peer = connect(false)) {
            assertThat(hello(peer, "watchman", "a-stream-of-its-own", false).number("lastSeq")).isZero();
        }
        try (Peer peer = connect(false)) {
            assertThat(hello(peer, "other", "resumed", false).number("lastSeq")).isZero();
        }
    }

    @Test
    void a_newer_connection_of_a_stream_closes_the_older() throws IOException {
        try (Peer older = open("taken"); Peer elsewhere = open("not-taken"); Peer newer = connect(true)) {
            assertThat(hello(newer, "watchman", "taken", false).type()).isEqualTo(MessageType.WELCOME);

            assertThat(older.rest().getLast().text("reason")).isEqualTo("taken-over");
            assertThat(submit(newer, 1, "{\"batch\":{}," + warnings("taken", 1)).type()).isEqualTo(MessageType.ACK);
            assertThat(submit(elsewhere, 1, "{\"batch\":{}," + warnings("not-taken", 1)).type())
                    .isEqualTo(MessageType.ACK);
        }
    }

    @Test
    void results_come_as_events_and_again_until_they_are_acknowledged() throws IOException {
        String batch = doors.as("other").taken("events", Doors.rows("events", 20));
        await().atMost(Doors.PATIENCE)
                .until(() -> doors.as("other").get("/v1/events").json().path("items").size() == 20);
        Set<String> first = new HashSet<>();
        try (Peer peer = connect(true)) {
            hello(peer, "other", "events", true);
            while (first.size() < 20) {
                Said said = peer.any();
                if (said.type() == MessageType.EVENT) {
                    assertThat(said.body().at("/event/warning/batch").asText()).isEqualTo(batch);
                    first.add(said.body().at("/event/id").asText());
                }
            }
        }
        String more;
        try (Peer peer = connect(false)) {
            hello(peer, "other", "events", true);
            Set<String> again = new HashSet<>();
            while (again.size() < 20) {
                Said said = peer.any();
                if (said.type() == MessageType.EVENT) {
                    String id = said.body().at("/event/id").asText();
                    again.add(id);
                    peer.send(MessageType.EVENT_ACK, 0, "{\"id\":\"" + id + "\"}");
                }
            }
            assertThat(again).isEqualTo(first);
            // The next page comes when all of this one was acknowledged, and that is remembered by then.
            more = doors.as("other").taken("events-2", Doors.rows("events-2", 1));
            assertThat(nextEventBatch(peer)).isEqualTo(more);
        }
        try (Peer peer = connect(false)) {
            hello(peer, "other", "events", true);
            assertThat(nextEventBatch(peer)).isEqualTo(more);
        }
    }

    private static String nextEventBatch(Peer peer) throws IOException {
        Said said = peer.any();
        while (said.type() != MessageType.EVENT) {
            said = peer.any();
        }
        return said.body().at("/event/warning/batch").asText();
    }

    @Test
    void a_ping_is_answered_with_its_sequence() throws IOException {
        try (Peer peer = open("ping")) {
            peer.send(MessageType.PING, 77, "{}");
            Said pong = peer.read();
            assertThat(pong.type()).isEqualTo(MessageType.PONG);
            assertThat(pong.sequence()).isEqualTo(77);
        }
    }

    @Test
    void whoever_sends_garbage_too_much_or_a_wrong_key_is_told_why_and_others_are_not_disturbed() throws IOException {
        try (Peer good = open("undisturbed")) {
            assertThat(told("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII))).isEqualTo("bad-frame");
            assertThat(told(new byte[]{0x7f, 0, 0, 0, 1, 1})).isIn("bad-frame", "too-large");
            assertThat(told("{no json\n".getBytes(StandardCharsets.US_ASCII))).isEqualTo("bad-frame");
            assertThat(told(Peer.bytes(true, MessageType.SUBMIT, 1, "{\"batch\":{}}"))).isEqualTo("unexpected-message");
            assertThat(told(Peer.bytes(false, MessageType.HELLO, 1, "{\"client\":\"watchman\",\"key\":\"no\"}")))
                    .isEqualTo("unauthorized");
            assertThat(told(Peer.bytes(false, MessageType.HELLO, 1,
                    "{\"client\":\"watchman\",\"key\":\"" + Doors.key("other") + "\"}"))).isEqualTo("unauthorized");
            try (Peer reader = connect(true)) {
                hello(reader, "reader", "x", false);
                assertThat(submit(reader, 1, "{\"batch\":{}}").problem()).isEqualTo("forbidden");
            }
            try (Peer peer = open("too-many")) {
                assertThat(submit(peer, 1, "{\"batch\":{},\"warnings\":[" + "0,".repeat(5_000) + "0]}").problem())
                        .isEqualTo("too-large");
                assertThat(submit(peer, 2, "{\"batchId\":\"0000000000000000\",\"end\":true}").problem())
                        .isEqualTo("not-found");
            }
            assertThat(submit(good, 1, "{\"batch\":{}," + warnings("undisturbed", 1)).type())
                    .isEqualTo(MessageType.ACK);
        }
    }

    /** The code of the ERROR before the end of the connection. */
    private static String told(byte[] bytes) throws IOException {
        try (Peer peer = connect(bytes[0] == '{')) {
            peer.raw(bytes);
            List<Said> said = peer.rest();
            assertThat(said).extracting(Said::type).containsExactly(MessageType.ERROR, MessageType.GOAWAY);
            JsonNode problem = said.getFirst().body().path("problem");
            assertThat(said.getLast().text("reason")).isEqualTo(said.getFirst().problem());
            assertThat(doors.as("").get(problem.path("type").asText()).status()).isEqualTo(200);
            return said.getFirst().problem();
        } catch (EOFException e) {
            throw new AssertionError("closed without a word", e);
        }
    }
}
