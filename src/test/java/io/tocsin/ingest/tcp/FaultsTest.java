package io.tocsin.ingest.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.config.value.Listen;
import io.tocsin.config.value.Rate;
import io.tocsin.ingest.tcp.protocol.MessageType;
import io.tocsin.ingest.tcp.wire.TcpSettings;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that do what they should not: each is told why and closed, and nobody else disturbed. */
class FaultsTest {
    static Stream<Arguments> garbage() {
        byte[] frame = Peer.bytes(false, MessageType.HELLO, 1, "{}");
        byte[] version = frame.clone();
        version[4] = 2;
        byte[] type = frame.clone();
        type[5] = 11;
        return Stream.of(
                Arguments.of("HTTP", ascii("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), "bad-frame"),
                Arguments.of("TLS", new byte[]{0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3}, "bad-frame"),
                Arguments.of("too short a length", new byte[]{0, 0, 0, 9}, "bad-frame"),
                Arguments.of("too long a HELLO", new byte[]{0, 1, 0, 0}, "too-large"),
                Arguments.of("another version", version, "bad-frame"),
                Arguments.of("an unknown type", type, "bad-frame"),
                Arguments.of("a HELLO without a client", frame, "bad-body"),
                Arguments.of("a HELLO, no JSON", Peer.bytes(false, MessageType.HELLO, 1, "nonsense"), "bad-body"),
                Arguments.of("a HELLO with a strange stream", Peer.bytes(false, MessageType.HELLO, 1,
                        "{\"client\":\"watchman\",\"key\":\"tk_w\",\"stream\":\"a:b\"}"), "bad-body"),
                Arguments.of("a SUBMIT first", Peer.bytes(false, MessageType.SUBMIT, 1, Rig.opening("A")),
                        "unexpected-message"),
                Arguments.of("a wrong key", Peer.bytes(false, MessageType.HELLO, 1,
                        "{\"client\":\"watchman\",\"key\":\"tk_o\"}"), "unauthorized"),
                Arguments.of("a line that is no JSON", ascii("{nonsense\n"), "bad-frame"),
                Arguments.of("a line without a type", ascii("{\"seq\":1}\n"), "bad-frame"),
                Arguments.of("a line of an unknown type", ascii("{\"type\":\"HALLO\",\"seq\":1}\n"), "bad-frame"),
                Arguments.of("a line with a strange sequence", ascii("{\"type\":\"HELLO\",\"seq\":-1}\n"), "bad-frame"),
                Arguments.of("a line without an end", ascii("{\"type\":\"" + "x".repeat(9000)), "too-large"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("garbage")
    void garbage_is_told_why_and_closed(String what, byte[] bytes, String code) throws IOException {
        try (Rig rig = new Rig(); Peer good = Peer.frames(rig.port())) {
            good.hello("night");
            try (Peer bad = new Peer(Peer.socket(rig.port()), bytes[0] == '{')) {
                bad.raw(bytes);
                List<Said> told = bad.rest();
                assertThat(told).as(what).extracting(Said::type).containsExactly(MessageType.ERROR,
                        MessageType.GOAWAY);
                assertThat(told.getFirst().problem()).as(told.toString()).isEqualTo(code);
                assertThat(told.getLast().text("reason")).isEqualTo(code);
            }
            await().until(() -> rig.door.connections() == 1);
            good.send(MessageType.SUBMIT, 1, Rig.opening("A-1"));
            assertThat(good.read().number("accepted")).isEqualTo(1);
        }
    }

    @Test
    void a_fault_after_the_welcome_is_told_after_the_answers_due() throws IOException {
        try (Rig rig = new Rig(); Peer peer = Peer.frames(rig.port())) {
            peer.hello("night");
            byte[] submit = Peer.bytes(false, MessageType.SUBMIT, 1, Rig.opening("A-1"));
            byte[] both = Arrays.copyOf(submit, submit.length + 4);
            both[submit.length] = 0x7f;
            peer.raw(both);
            List<Said> told = peer.rest();
            assertThat(told).extracting(Said::type).containsExactly(MessageType.ACK, MessageType.ERROR,
                    MessageType.GOAWAY);
            assertThat(told.get(1).problem()).isEqualTo("bad-frame");
        }
    }

    @ParameterizedTest(name = "lines: {0}")
    @ValueSource(booleans = {false, true})
    void a_message_of_more_than_a_mebibyte_is_too_much(boolean lines) throws IOException {
        try (Rig rig = new Rig(); Peer peer = lines ? Peer.lines(rig.port()) : Peer.frames(rig.port())) {
            peer.hello("night");
            peer.raw(lines
                    ? ascii("{\"type\":\"SUBMIT\",\"seq\":1,\"x\":\"" + "x".repeat(1 << 20) + "\"}\n")
                    : new byte[]{0, 0x10, 0, 1});
            assertThat(peer.rest().getFirst().problem()).isEqualTo("too-large");
        }
    }

    @Test
    void a_message_that_clients_do_not_send_ends_the_connection() throws IOException {
        try (Rig rig = new Rig()) {
            for (MessageType type : List.of(MessageType.HELLO, MessageType.WELCOME, MessageType.ACK,
                    MessageType.EVENT)) {
                try (Peer peer = Peer.frames(rig.port())) {
                    peer.hello("night");
                    peer.send(type, 3, "{}");
                    Said told = peer.read();
                    assertThat(told.problem()).isEqualTo("unexpected-message");
                    assertThat(told.sequence()).isEqualTo(3);
                }
            }
        }
    }

    @Test
    void more_submissions_than_the_window_end_the_connection_after_their_answers() throws IOException {
        // The clock of this rig does not sleep, so a rate does not slow; a lock held on the store does.
        try (Rig rig = new Rig(); Peer peer = Peer.frames(rig.port())) {
            peer.hello("night");
            synchronized (rig.intake.store) {
                for (int seq = 1; seq <= 6; seq++) {
                    peer.send(MessageType.SUBMIT, seq, Rig.opening("A-" + seq));
                }
                await().until(() -> rig.heard.of("answered window-exceeded") == 1);
            }
            List<Said> told = peer.rest();
            assertThat(told).extracting(Said::type).containsExactly(MessageType.ACK, MessageType.ACK,
                    MessageType.ACK, MessageType.ACK, MessageType.ERROR, MessageType.GOAWAY);
            assertThat(told.get(4).sequence()).isEqualTo(5);
        }
    }

    @Test
    void a_key_that_may_only_read_cannot_submit() throws IOException {
        try (Rig rig = new Rig(); Peer peer = Peer.frames(rig.port())) {
            peer.send(MessageType.HELLO, 1, "{\"client\":\"reader\",\"key\":\"tk_r\"}");
            assertThat(peer.read().type()).isEqualTo(MessageType.WELCOME);
            peer.send(MessageType.SUBMIT, 1, Rig.opening("A"));
            assertThat(peer.read().problem()).isEqualTo("forbidden");
        }
    }

    @Test
    void nothing_at_all_is_told_why_and_closed() throws IOException {
        Duration soon = Duration.ofMillis(150);
        TcpSettings settings = Rig.times(t -> new TcpSettings.Times(soon, t.ping(), t.silence(), t.message(),
                t.stall(), t.drain(), t.linger(), t.tick(), t.poll()));
        try (Rig rig = new Rig(settings);
                Peer silent = Peer.lines(rig.port());
                Peer trickle = Peer.lines(rig.port());
                Peer binary = Peer.frames(rig.port())) {
            trickle.raw(ascii("{\"type\":"));
            binary.raw(new byte[]{0, 0});
            // Who has said nothing is most likely a person: binary would be of no use.
            for (Peer peer : List.of(silent, trickle, binary)) {
                assertThat(peer.rest().getFirst().problem()).isEqualTo("no-hello");
            }
        }
    }

    @Test
    void a_silent_peer_is_asked_and_then_given_up() throws IOException {
        TcpSettings settings = Rig.times(t -> new TcpSettings.Times(t.hello(), Duration.ofMillis(100),
                Duration.ofSeconds(2), t.message(), t.stall(), t.drain(), t.linger(), t.tick(), t.poll()));
        try (Rig rig = new Rig(settings);
                Peer silent = Peer.frames(rig.port());
                Peer polite = Peer.frames(
                        rig.port())) {
            silent.hello("silent");
            polite.hello("polite");
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        Said said = polite.any();
                        polite.send(MessageType.PONG, said.sequence(), "{}");
                    }
                } catch (IOException e) {
                    // The test is over.
                }
            });
            assertThat(silent.any().type()).isEqualTo(MessageType.PING);
            assertThat(silent.rest().getFirst().problem()).isEqualTo("silence");
            await().until(() -> rig.heard.of("in PONG") >= 8);
            assertThat(rig.door.connections()).isGreaterThanOrEqualTo(1);
            assertThat(rig.heard.of("ended silence")).isEqualTo(1);
        }
    }

    @Test
    void half_a_message_is_not_waited_for_forever() throws IOException {
        TcpSettings settings = Rig.times(t -> new TcpSettings.Times(t.hello(), t.ping(), t.silence(),
                Duration.ofMillis(150), t.stall(), t.drain(), t.linger(), t.tick(), t.poll()));
        try (Rig rig = new Rig(settings); Peer peer = Peer.frames(rig.port())) {
            peer.hello("night");
            peer.raw(new byte[]{0, 0, 1, 0, 1, 3});
            assertThat(peer.rest().getFirst().problem()).isEqualTo("too-slow");
        }
    }

    @Test
    void a_store_that_is_down_is_told_and_what_was_sent_can_be_sent_again() throws IOException {
        try (Rig rig = new Rig()) {
            try (Peer peer = Peer.frames(rig.port())) {
                peer.hello("night");
                rig.intake.store.down(true);
                peer.send(MessageType.SUBMIT, 1, Rig.opening("A-1"));
                List<Said> told = peer.rest();
                assertThat(told.getFirst().problem()).isEqualTo("store-unavailable");
                assertThat(told.getFirst().sequence()).isEqualTo(1);
            }
            rig.intake.store.down(false);
            rig.intake.submissions.down(true);
            try (Peer peer = Peer.frames(rig.port())) {
                assertThat(peer.hello("night").problem()).isEqualTo("store-unavailable");
            }
            rig.intake.submissions.down(false);
            assertThat(rig.works("night", 1, Rig.opening("A-1")).number("accepted")).isEqualTo(1);
            assertThat(rig.intake.store.batches).hasSize(1);
        }
    }

    @Test
    void a_newer_connection_of_a_stream_closes_the_older() throws IOException {
        try (Rig rig = new Rig();
                Peer older = Peer.frames(rig.port());
                Peer newer = Peer.lines(rig.port());
                Peer another = Peer.lines(rig.port())) {
            older.hello("night");
            another.hello("day");
            newer.hello("night");
            assertThat(older.rest()).extracting(said -> said.text("reason")).containsExactly("taken-over");
            newer.send(MessageType.SUBMIT, 1, Rig.opening("A-1"));
            assertThat(newer.read().number("accepted")).isEqualTo(1);
            another.send(MessageType.SUBMIT, 1, Rig.opening("B-1"));
            assertThat(another.read().number("accepted")).isEqualTo(1);
        }
    }

    @Test
    void connections_above_the_limit_are_told_and_closed_and_those_below_work_on() throws IOException {
        TcpSettings settings = new TcpSettings(4, 1000, 10, 2 << 20, Rig.CALM);
        List<Socket> crowd = new ArrayList<>();
        try (Rig rig = new Rig(settings); Peer good = Peer.frames(rig.port())) {
            good.hello("night");
            for (int i = 0; i < 999; i++) {
                crowd.add(Peer.socket(rig.port()));
            }
            await().until(() -> rig.door.connections() == 1000);
            for (int i = 0; i < 50; i++) {
                try (Peer excess = Peer.frames(rig.port())) {
                    assertThat(excess.rest().getFirst().problem()).isEqualTo("busy");
                }
            }
            // A flood: no more than the limit and a few that are being told.
            for (int i = 0; i < 500; i++) {
                crowd.add(Peer.socket(rig.port()));
                assertThat(rig.door.connections()).isLessThanOrEqualTo(1000 + 128 + 2);
            }
            good.send(MessageType.SUBMIT, 1, Rig.opening("A-1"));
            assertThat(good.read().number("accepted")).isEqualTo(1);
            for (Socket each : crowd) {
                each.close();
            }
            await().until(() -> rig.door.connections() == 1);
            assertThat(rig.works("day", 1, Rig.opening("B-1")).number("accepted")).isEqualTo(1);
        }
    }

    @Test
    void a_peer_that_does_not_read_is_not_read_and_then_cut() throws IOException {
        TcpSettings settings = Rig.times(t -> new TcpSettings.Times(t.hello(), t.ping(), t.silence(), t.message(),
                Duration.ofMillis(300), t.drain(), t.linger(), t.tick(), t.poll()));
        try (Rig rig = new Rig(settings);
                Peer slow = Peer.frames(rig.port());
                Peer good = Peer.frames(
                        rig.port())) {
            slow.hello("slow");
            good.hello("good");
            byte[] pings = new byte[0];
            byte[] ping = Peer.bytes(false, MessageType.PING, 1, "{}");
            pings = Arrays.copyOf(pings, ping.length * 4096);
            for (int i = 0; i < 4096; i++) {
                System.arraycopy(ping, 0, pings, i * ping.length, ping.length);
            }
            byte[] flood = pings;
            Thread writer = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        slow.raw(flood);
                    }
                } catch (IOException e) {
                    // It was cut.
                }
            });
            await().until(() -> !writer.isAlive());
            await().until(() -> rig.door.connections() == 1);
            good.send(MessageType.SUBMIT, 1, Rig.opening("A-1"));
            assertThat(good.read().number("accepted")).isEqualTo(1);
        }
    }

    @Test
    void large_messages_of_one_client_wait_for_room_and_all_are_taken() throws Exception {
        // Room for two mebibytes; eight connections send one each.
        try (Rig rig = new Rig()) {
            String large = "{\"batch\":{},\"warnings\":[" + ("7" + " ".repeat(999) + ",").repeat(999) + "7]}";
            List<Thread> threads = new ArrayList<>();
            List<Long> rejected = java.util.Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < 8; i++) {
                String stream = "s" + i;
                threads.add(Thread.ofVirtual().start(() -> {
                    try {
                        rejected.add(rig.works(stream, 1, large).number("rejected"));
                    } catch (IOException e) {
                        rejected.add(-1L);
                    }
                }));
            }
            for (Thread thread : threads) {
                assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
            }
            assertThat(rejected).hasSize(8).containsOnly(1000L);
        }
    }

    @Test
    void a_client_over_its_rate_is_slowed() throws IOException {
        try (Rig rig = new Rig(Rig.SETTINGS, Listen.loopback(0), Rate.perSecond(10))) {
            long before = rig.intake.clock.nanos();
            Said said = rig.works("night", 1, Rig.opening(LongStream.range(0, 50).mapToObj(i -> "R-" + i)
                    .toArray(String[]::new)));
            assertThat(said.number("accepted")).isEqualTo(50);
            assertThat(Duration.ofNanos(rig.intake.clock.nanos() - before)).isBetween(Duration.ofMillis(3800),
                    Duration.ofMillis(5100));
        }
    }

    static LongStream seeds() {
        Long seed = Long.getLong("seed");
        return seed == null ? LongStream.range(0, 40) : LongStream.of(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_spoilt_conversation_disturbs_nobody(long seed) throws IOException {
        Random random = new Random(seed);
        try (Rig rig = new Rig(); Peer good = Peer.frames(rig.port())) {
            good.hello("good");
            for (int round = 1; round <= 10; round++) {
                boolean lines = random.nextBoolean();
                try (Socket bad = Peer.socket(rig.port())) {
                    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
                    bytes.write(Peer.bytes(lines, MessageType.HELLO, 1,
                            "{\"client\":\"watchman\",\"key\":\"tk_w\",\"stream\":\"bad\"}"));
                    bytes.write(Peer.bytes(lines, MessageType.SUBMIT, round, Rig.opening("B-" + round)));
                    bytes.write(Peer.bytes(lines, MessageType.PING, 9, "{}"));
                    byte[] spoilt = bytes.toByteArray();
                    for (int i = random.nextInt(6); i >= 0; i--) {
                        spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
                    }
                    bad.getOutputStream().write(spoilt, 0, random.nextInt(spoilt.length) + 1);
                    if (random.nextBoolean()) {
                        bad.shutdownOutput();
                        bad.setSoTimeout(10_000);
                        // Whatever it is told, it is told to the end.
                        bad.getInputStream().readAllBytes();
                    }
                }
                good.send(MessageType.SUBMIT, round, Rig.opening("A-" + round));
                assertThat(good.read().number("accepted")).isEqualTo(1);
            }
            await().until(() -> rig.door.connections() == 1);
            assertThat(rig.heard.of("ended internal")).isZero();
        }
    }

    @Test
    void closing_the_door_answers_what_is_due_and_says_goodbye() throws IOException {
        List<Said> told;
        try (Rig rig = new Rig(); Peer peer = Peer.frames(rig.port())) {
            peer.hello("night");
            peer.send(MessageType.SUBMIT, 1, Rig.opening("A-1"));
            await().until(() -> rig.heard.of("in SUBMIT") == 1);
            Thread closing = Thread.ofVirtual().start(rig.door::close);
            told = peer.rest();
            peer.half();
            await().until(() -> !closing.isAlive());
        }
        assertThat(told).extracting(Said::type).containsExactly(MessageType.ACK, MessageType.GOAWAY);
        assertThat(told.getLast().text("reason")).isEqualTo("shutting-down");
    }
}
