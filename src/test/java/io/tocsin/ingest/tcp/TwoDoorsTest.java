package io.tocsin.ingest.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.ingest.Intake;
import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.StreamStore;
import io.tocsin.ingest.tcp.protocol.MessageType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The doors of two nodes on one store. */
class TwoDoorsTest {
    private final Map<StreamStore.Name, Integer> owners = new ConcurrentHashMap<>();
    private final Intake intake = new Intake();

    /** The nodes' common knowledge, as one of them sees it. */
    private StreamStore node(int number) {
        return new StreamStore() {
            @Override
            public void take(Name stream) {
                owners.put(stream, number);
            }

            @Override
            public List<Name> taken(List<Name> served) {
                return served.stream().filter(each -> owners.getOrDefault(each, number) != number).toList();
            }
        };
    }

    @Test
    void a_newer_connection_at_another_node_closes_the_older_and_no_other() throws IOException {
        try (Rig first = new Rig(intake, node(1));
                Rig second = new Rig(intake, node(2));
                Peer older = Peer.frames(first.port());
                Peer bystander = Peer.frames(first.port());
                Peer newer = Peer.frames(second.port())) {
            older.hello("night");
            bystander.hello("day");
            newer.hello("night");
            assertThat(older.rest()).extracting(said -> said.text("reason")).containsExactly("taken-over");
            bystander.send(MessageType.PING, 7, "{}");
            assertThat(bystander.read().type()).isEqualTo(MessageType.PONG);
            newer.send(MessageType.SUBMIT, 1, Rig.opening("A-1"));
            assertThat(newer.read().number("accepted")).isEqualTo(1);
        }
    }

    @Test
    void a_stream_that_moves_goes_on_from_its_last_sequence_with_nothing_lost_or_twice() throws IOException {
        try (Rig first = new Rig(intake, node(1)); Rig second = new Rig(intake, node(2))) {
            String batch;
            try (Peer peer = Peer.frames(first.port())) {
                peer.hello("night");
                peer.send(MessageType.SUBMIT, 1, Rig.opening("A-1"));
                batch = peer.read().text("batchId");
                peer.send(MessageType.SUBMIT, 2, Rig.further(batch, "A-2"));
                peer.read();
            }
            for (Rig at : List.of(second, first, second)) {
                try (Peer peer = Peer.frames(at.port())) {
                    assertThat(peer.hello("night").number("lastSeq")).isGreaterThanOrEqualTo(2);
                    // Its answer may have been lost: it is asked for again.
                    peer.send(MessageType.SUBMIT, 2, Rig.further(batch, "A-2"));
                    assertThat(peer.read().number("accepted")).isEqualTo(1);
                    peer.send(MessageType.SUBMIT, 3, Rig.further(batch, "A-3"));
                    assertThat(peer.read().number("accepted")).isEqualTo(1);
                }
            }
            assertThat(intake.store.only()).extracting(NewWarning::ref).containsExactly("A-1", "A-2", "A-3");
        }
    }
}
