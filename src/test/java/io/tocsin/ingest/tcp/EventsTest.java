package io.tocsin.ingest.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.ingest.tcp.protocol.MessageType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Results pushed to clients: at most ten on their way, each until it is acknowledged. */
class EventsTest {
    private Rig rig;

    @BeforeEach
    void open() throws IOException {
        rig = new Rig();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static List<String> take(Peer peer, int count) throws IOException {
        List<String> ids = new ArrayList<>();
        while (ids.size() < count) {
            Said said = peer.any();
            if (said.type() == MessageType.EVENT) {
                ids.add(said.body().path("event").path("id").asText());
            }
        }
        return ids;
    }

    private static void acknowledge(Peer peer, List<String> ids) throws IOException {
        for (String id : ids) {
            peer.send(MessageType.EVENT_ACK, 0, "{\"id\":\"" + id + "\"}");
        }
    }

    @Test
    void results_come_in_order_and_the_next_when_those_before_are_acknowledged() throws IOException {
        rig.events.add("watchman", 25);
        try (Peer peer = Peer.lines(rig.port())) {
            peer.hello("night");
            List<String> first = take(peer, 10);
            assertThat(first).first().isEqualTo("watchman-0");
            peer.send(MessageType.PING, 1, "{}");
            // No eleventh before the answer.
            assertThat(peer.any().type()).isEqualTo(MessageType.PONG);
            acknowledge(peer, first.subList(0, 9));
            peer.send(MessageType.PING, 2, "{}");
            assertThat(peer.any().type()).isEqualTo(MessageType.PONG);
            acknowledge(peer, first.subList(9, 10));
            List<String> second = take(peer, 10);
            assertThat(second).first().isEqualTo("watchman-10");
            acknowledge(peer, second);
            assertThat(take(peer, 5)).last().isEqualTo("watchman-24");
        }
    }

    @Test
    void what_was_not_acknowledged_comes_again_and_what_was_does_not() throws IOException {
        rig.events.add("watchman", 12);
        try (Peer peer = Peer.frames(rig.port())) {
            peer.hello("night");
            acknowledge(peer, take(peer, 10));
            assertThat(take(peer, 2)).containsExactly("watchman-10", "watchman-11");
            acknowledge(peer, List.of("watchman-10", "nonsense"));
        }
        try (Peer peer = Peer.frames(rig.port())) {
            peer.hello("night");
            assertThat(take(peer, 2)).containsExactly("watchman-10", "watchman-11");
        }
        try (Peer peer = Peer.frames(rig.port())) {
            // Another stream has a place of its own.
            peer.hello("day");
            assertThat(take(peer, 10)).first().isEqualTo("watchman-0");
        }
    }

    @Test
    void new_results_come_while_the_connection_is_open_and_only_the_clients_own() throws IOException {
        rig.events.add("other", 3);
        try (Peer peer = Peer.frames(rig.port())) {
            peer.hello("night");
            peer.send(MessageType.SUBMIT, 1, Rig.opening("A-1"));
            assertThat(peer.any().type()).isEqualTo(MessageType.ACK);
            rig.events.add("watchman", 1);
            assertThat(take(peer, 1)).containsExactly("watchman-0");
        }
    }

    @Test
    void a_client_that_wants_none_gets_none() throws IOException {
        rig.events.add("watchman", 3);
        try (Peer peer = Peer.frames(rig.port())) {
            peer.send(MessageType.HELLO, 1, "{\"client\":\"watchman\",\"key\":\"tk_w\",\"events\":false}");
            assertThat(peer.any().type()).isEqualTo(MessageType.WELCOME);
            for (int i = 0; i < 20; i++) {
                peer.send(MessageType.PING, i, "{}");
                assertThat(peer.any().type()).isEqualTo(MessageType.PONG);
            }
        }
        assertThat(rig.heard.of("out EVENT")).isZero();
    }

    @Test
    void a_store_that_is_down_delays_results_and_nothing_else() throws IOException {
        rig.events.add("watchman", 1);
        rig.events.down(true);
        try (Peer peer = Peer.frames(rig.port())) {
            peer.hello("night");
            peer.send(MessageType.SUBMIT, 1, Rig.opening("A-1"));
            assertThat(peer.any().type()).isEqualTo(MessageType.ACK);
            rig.events.down(false);
            assertThat(take(peer, 1)).containsExactly("watchman-0");
        }
    }

    @Test
    void an_acknowledgement_without_an_id_is_told() throws IOException {
        try (Peer peer = Peer.frames(rig.port())) {
            peer.hello("night");
            peer.send(MessageType.EVENT_ACK, 4, "{\"seq\":1}");
            assertThat(peer.read().problem()).isEqualTo("bad-body");
        }
        await().until(() -> rig.door.connections() == 0);
    }
}
