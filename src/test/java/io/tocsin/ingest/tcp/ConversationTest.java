package io.tocsin.ingest.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.tcp.protocol.MessageType;
import io.tocsin.warning.BatchId;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/tcp.md says, said over real sockets. */
class ConversationTest {
    private Rig rig;

    @BeforeEach
    void open() throws IOException {
        rig = new Rig();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Peer peer(boolean lines) throws IOException {
        return lines ? Peer.lines(rig.port()) : Peer.frames(rig.port());
    }

    @ParameterizedTest(name = "lines: {0}")
    @ValueSource(booleans = {false, true})
    void a_batch_is_opened_gone_on_with_and_closed(boolean lines) throws IOException {
        try (Peer peer = peer(lines)) {
            Said welcome = peer.hello("night");
            assertThat(welcome.type()).isEqualTo(MessageType.WELCOME);
            assertThat(welcome.number("window")).isEqualTo(4);
            assertThat(welcome.number("lastSeq")).isZero();

            peer.send(MessageType.SUBMIT, 1, Rig.opening("A-1", "A-2"));
            Said first = peer.read();
            assertThat(first.type()).isEqualTo(MessageType.ACK);
            assertThat(first.sequence()).isEqualTo(1);
            assertThat(first.number("accepted")).isEqualTo(2);
            BatchId batch = new BatchId(first.text("batchId"));
            assertThat(rig.intake.store.isAccepting(batch)).isTrue();

            peer.send(MessageType.SUBMIT, 2,
                    "{\"batchId\":\"" + batch + "\",\"warnings\":[{\"ref\":\"A-1\",\"phone\":\"13800138000\"},"
                            + "{\"ref\":\"A-3\",\"phone\":\"12\"},{\"ref\":\"A-4\",\"phone\":\"13900139000\"},7]}");
            Said second = peer.read();
            assertThat(List.of(second.number("accepted"), second.number("duplicate"), second.number("rejected")))
                    .containsExactly(1L, 1L, 2L);
            assertThat(second.body().path("errors").findValuesAsText("code")).containsExactly("invalid-phone",
                    "bad-json");
            assertThat(second.body().path("errors").get(0).path("index").asInt()).isEqualTo(1);

            peer.send(MessageType.SUBMIT, 3, "{\"batchId\":\"" + batch + "\",\"end\":true}");
            assertThat(peer.read().number("accepted")).isZero();
            assertThat(rig.intake.store.closed.get(batch)).containsExactly(1L, 2L);
            assertThat(rig.intake.store.only()).extracting(NewWarning::ref).containsExactly("A-1", "A-2", "A-4");

            peer.send(MessageType.SUBMIT, 4, Rig.further(batch.value(), "A-5"));
            assertThat(peer.read().problem()).isEqualTo("conflict");
        }
    }

    @ParameterizedTest(name = "lines: {0}")
    @ValueSource(booleans = {false, true})
    void bytes_that_come_one_by_one_are_a_conversation(boolean lines) throws IOException {
        try (Peer peer = peer(lines)) {
            for (byte[] message : List.of(
                    Peer.bytes(lines, MessageType.HELLO, 7, "{\"client\":\"watchman\",\"key\":\"tk_w\"}"),
                    Peer.bytes(lines, MessageType.SUBMIT, 1, Rig.opening("A-1")),
                    Peer.bytes(lines, MessageType.PING, 9, "{}"))) {
                for (byte each : message) {
                    peer.raw(new byte[]{each});
                }
            }
            assertThat(peer.read().sequence()).isEqualTo(7);
            List<Said> both = List.of(peer.read(), peer.read());
            assertThat(both).extracting(Said::type).containsExactlyInAnyOrder(MessageType.ACK, MessageType.PONG);
            assertThat(both).extracting(Said::sequence).containsExactlyInAnyOrder(1L, 9L);
        }
    }

    @Test
    void everything_sent_at_once_behind_the_hello_is_answered_and_a_half_closed_peer_gets_its_answers()
            throws IOException {
        try (Peer peer = Peer.lines(rig.port())) {
            String large = Rig.opening(java.util.stream.IntStream.range(0, 3000).mapToObj(i -> "L-" + i)
                    .toArray(String[]::new));
            java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
            all.write(Peer.bytes(true, MessageType.HELLO, 1, "{\"client\":\"watchman\",\"key\":\"tk_w\"}"));
            all.write(Peer.bytes(true, MessageType.SUBMIT, 1, large));
            all.write(Peer.bytes(true, MessageType.SUBMIT, 2, Rig.opening("S-1")));
            peer.raw(all.toByteArray());
            peer.half();
            assertThat(peer.rest()).extracting(Said::type).containsExactly(MessageType.WELCOME, MessageType.ACK,
                    MessageType.ACK, MessageType.GOAWAY);
        }
        assertThat(rig.intake.store.only()).hasSize(3001);
    }

    @ParameterizedTest(name = "lines: {0}")
    @ValueSource(booleans = {false, true})
    void the_same_sequence_and_body_again_gets_the_same_answer_and_another_body_none(boolean lines)
            throws IOException {
        Said first;
        try (Peer peer = peer(lines)) {
            peer.hello("night");
            peer.send(MessageType.SUBMIT, 5, Rig.opening("A-1"));
            first = peer.read();
            peer.send(MessageType.SUBMIT, 5, Rig.opening("A-1"));
            assertThat(peer.read().body()).isEqualTo(first.body());
        }
        try (Peer peer = peer(lines)) {
            assertThat(peer.hello("night").number("lastSeq")).isEqualTo(5);
            peer.send(MessageType.SUBMIT, 5, Rig.opening("A-1"));
            assertThat(peer.read().body()).isEqualTo(first.body());
            peer.send(MessageType.SUBMIT, 5, Rig.opening("A-2"));
            Said conflict = peer.read();
            assertThat(conflict.type()).isEqualTo(MessageType.ERROR);
            assertThat(conflict.sequence()).isEqualTo(5);
            assertThat(conflict.problem()).isEqualTo("sequence-conflict");
            peer.send(MessageType.SUBMIT, 3, Rig.opening("A-3"));
            assertThat(peer.read().problem()).isEqualTo("sequence-used");
            peer.send(MessageType.SUBMIT, 6, Rig.opening("A-2"));
            assertThat(peer.read().number("accepted")).isEqualTo(1);
        }
        assertThat(rig.intake.store.batches).hasSize(2);
        assertThat(rig.heard.of("answered replayed")).isEqualTo(2);
        try (Peer peer = peer(lines)) {
            assertThat(peer.hello("day").number("lastSeq")).isZero();
        }
    }

    @Test
    void a_refused_body_leaves_its_sequence_free_and_the_connection_open() throws IOException {
        try (Peer peer = Peer.lines(rig.port())) {
            peer.hello("night");
            peer.send(MessageType.SUBMIT, 1, "{\"batch\":{\"playbook\":\"nonsense\"},\"warnings\":[]}");
            Said refused = peer.read();
            assertThat(refused.problem()).isEqualTo("bad-parameter");
            assertThat(refused.body().path("problem").path("errors").get(0).path("field").asText())
                    .isEqualTo("playbook");
            peer.send(MessageType.SUBMIT, 1, Rig.opening("A-1"));
            assertThat(peer.read().number("accepted")).isEqualTo(1);
        }
        assertThat(rig.intake.store.batches).hasSize(1);
    }

    @ParameterizedTest(name = "{1} for {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "{\"warnings\":[]}|bad-body", "{\"batch\":{},\"batchId\":\"0000000000000000\"}|bad-body",
            "{\"batch\":7}|bad-body", "{\"batch\":{\"colour\":\"red\"}}|bad-body", "{\"batch\":{},\"x\":1}|bad-body",
            "{\"batch\":{},\"warnings\":{}}|bad-body", "{\"batch\":{},\"warnings\":[|bad-body",
            "{\"batch\":{},\"warnings\":[}]}|bad-body", "{\"batch\":{},\"end\":\"yes\"}|bad-body", "[]|bad-body",
            "{\"batch\":{}} {}|bad-body", "{\"batch\":{\"grade\":\"purple\"}}|bad-parameter",
            "{\"batch\":{\"notBefore\":\"soon\"}}|bad-parameter",
            "{\"batch\":{\"expiresAt\":\"2020-01-01T00:00:00Z\"}}|bad-parameter", "{\"batchId\":\"?\"}|bad-parameter",
            "{\"batchId\":\"0000000000000000\"}|not-found",
            "{\"batch\":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}|bad-body"})
    void a_wrong_body_is_refused_and_the_next_taken(String body, String code) throws IOException {
        try (Peer peer = Peer.frames(rig.port())) {
            peer.hello("night");
            peer.send(MessageType.SUBMIT, 1, body);
            Said refused = peer.read();
            assertThat(refused.type()).isEqualTo(MessageType.ERROR);
            assertThat(refused.sequence()).isEqualTo(1);
            assertThat(refused.problem()).as(refused.body().toString()).isEqualTo(code);
            assertThat(refused.body().path("problem").path("type").asText()).isEqualTo("/problems/" + code);
            peer.send(MessageType.SUBMIT, 1, Rig.opening("A-1"));
            assertThat(peer.read().number("accepted")).isEqualTo(1);
        }
        assertThat(rig.intake.store.batches).hasSize(1);
    }

    @Test
    void bytes_that_are_no_text_are_refused_before_a_row_is_taken() throws IOException {
        try (Peer peer = Peer.frames(rig.port())) {
            peer.hello("night");
            byte[] frame = Peer.bytes(false, MessageType.SUBMIT, 1, Rig.opening("A-1", "A-2x"));
            frame[new String(frame, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("A-2x") + 3] = (byte) 0xff;
            peer.raw(frame);
            assertThat(peer.read().problem()).isEqualTo("bad-body");
        }
        assertThat(rig.intake.store.givenRows()).isZero();
    }

    @Test
    void five_thousand_warnings_are_taken_and_one_more_is_not() throws IOException {
        try (Peer peer = Peer.frames(rig.port())) {
            peer.hello("night");
            peer.send(MessageType.SUBMIT, 1, "{\"batch\":{},\"warnings\":[" + "7,".repeat(4999) + "7]}");
            Said taken = peer.read();
            assertThat(taken.number("rejected")).isEqualTo(5000);
            assertThat(taken.body().path("errors").size()).isEqualTo(1000);
            peer.send(MessageType.SUBMIT, 2, "{\"batch\":{},\"warnings\":[" + "7,".repeat(5000) + "7]}");
            assertThat(peer.read().problem()).isEqualTo("too-large");
        }
    }

    @Test
    void a_client_sees_its_own_batches_only() throws IOException {
        String batch = rig.works("night", 1, Rig.opening("A-1")).text("batchId");
        try (Peer peer = Peer.frames(rig.port())) {
            peer.send(MessageType.HELLO, 1, "{\"client\":\"other\",\"key\":\"tk_o\"}");
            assertThat(peer.read().type()).isEqualTo(MessageType.WELCOME);
            peer.send(MessageType.SUBMIT, 1, Rig.further(batch, "A-2"));
            assertThat(peer.read().problem()).isEqualTo("not-found");
        }
    }

    @Test
    void sequences_are_unsigned() throws IOException {
        assertThat(rig.works("night", -1L, Rig.opening("A-1")).sequence()).isEqualTo(-1L);
        try (Peer peer = Peer.frames(rig.port())) {
            assertThat(peer.hello("night").text("lastSeq")).isEqualTo("18446744073709551615");
        }
    }

    @Test
    void many_submissions_in_flight_are_answered_in_their_order() throws IOException {
        try (Peer peer = Peer.frames(rig.port())) {
            peer.hello("night");
            int sent = 0;
            for (int answered = 1; answered <= 200; answered++) {
                while (sent < 200 && sent - answered + 1 < 4) {
                    sent++;
                    peer.send(MessageType.SUBMIT, sent, Rig.opening("R-" + sent));
                }
                assertThat(peer.read().sequence()).isEqualTo(answered);
            }
        }
        assertThat(rig.intake.store.only()).hasSize(200);
    }

    @Test
    void a_peer_that_says_goodbye_is_let_go() throws IOException {
        try (Peer peer = Peer.lines(rig.port())) {
            peer.hello("night");
            peer.send(MessageType.GOAWAY, 0, "{}");
            assertThat(peer.rest()).extracting(said -> said.text("reason")).containsExactly("goodbye");
        }
    }
}
