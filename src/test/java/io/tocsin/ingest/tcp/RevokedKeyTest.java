package io.tocsin.ingest.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.ingest.tcp.protocol.MessageType;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A key that is taken back ends what it let in. */
class RevokedKeyTest {
    @Test
    void a_connection_ends_when_its_key_is_taken_back_and_no_other_does() throws IOException {
        try (Rig rig = new Rig();
                Peer peer = Peer.frames(rig.port());
                Peer reader = Peer.frames(rig.port())) {
            peer.hello("night");
            peer.send(MessageType.SUBMIT, 1, Rig.opening("A-1"));
            assertThat(peer.read().number("accepted")).isEqualTo(1);
            reader.send(MessageType.HELLO, 1, "{\"client\":\"reader\",\"key\":\"tk_r\"}");
            reader.read();

            rig.revoked.add("tk_w");

            List<Said> rest = peer.rest();
            assertThat(rest).extracting(Said::type).contains(MessageType.ERROR);
            assertThat(rest.toString()).contains("unauthorized");
            reader.send(MessageType.PING, 7, "{}");
            assertThat(reader.read().type()).isEqualTo(MessageType.PONG);
        }
    }
}
