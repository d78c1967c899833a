package io.tocsin.ingest.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.ingest.tcp.protocol.MessageType;
import io.tocsin.ingest.tcp.wire.TcpSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that send more than anybody reads before they hear that they are wrong. */
class FloodTest {
    /** More than the buffers of both ends hold. */
    private static final int PIECES = 32;

    @ParameterizedTest(name = "lines: {0}")
    @ValueSource(booleans = {false, true})
    void megabytes_of_garbage_are_dropped_so_that_the_reason_is_heard(boolean lines) throws IOException {
        TcpSettings settings = Rig.times(t -> new TcpSettings.Times(t.hello(), t.ping(), t.silence(), t.message(),
                t.stall(), t.drain(), Duration.ofSeconds(20), t.tick(), t.poll()));
        byte[] piece = new byte[1 << 20];
        new Random(3).nextBytes(piece);
        piece[0] = lines ? (byte) '{' : 0x7f;
        try (Rig rig = new Rig(settings); Peer bad = new Peer(Peer.socket(rig.port()), lines)) {
            for (int i = 0; i < PIECES; i++) {
                bad.raw(piece);
            }
            assertThat(bad.rest()).extracting(Said::type).containsExactly(MessageType.ERROR, MessageType.GOAWAY);
            bad.half();
            await().until(() -> rig.door.connections() == 0);
        }
    }
}
