package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.value.Listen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many connections at once that do not what they should. */
class HttpCrowdTest {
    /** More than there are event loops, so that each has several to answer. */
    private static final int CROWD = 300;

    private static final int MOST = 400;

    private final Door door = new Door(new HttpConfig(Listen.loopback(0), null), new HttpLimits(MOST, 10, 10, 10),
            HttpListener.NONE);
    private final List<Socket> crowd = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket each : crowd) {
            each.close();
        }
        door.close();
    }

    private Socket stranger() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port());
        socket.setSoTimeout(60_000);
        crowd.add(socket);
        return socket;
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
            "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n", "GET nowhere HTTP/1.1\r\n\r\n"})
    void what_is_no_request_is_told_so_and_others_are_served(String bytes) throws IOException {
        for (int i = 0; i < CROWD; i++) {
            stranger();
        }
        for (Socket each : crowd) {
            each.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
        }
        for (Socket each : crowd) {
            String answer = new String(each.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(answer).isEqualTo("HTTP/1.1 400");
        }
        assertThat(door.get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void connections_beyond_the_bound_are_closed_and_those_before_it_are_served() throws IOException {
        for (int i = 0; i < MOST; i++) {
            stranger();
        }
        assertThat(served(crowd.getFirst())).isTrue();
        assertThat(served(crowd.getLast())).isTrue();
        assertThat(served(stranger())).isFalse();
        assertThat(served(crowd.get(1))).isTrue();
    }

    /** Asks once on a connection. */
    private static boolean served(Socket socket) throws IOException {
        try {
            socket.getOutputStream()
                    .write("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
        } catch (SocketException e) {
            return false;
        }
    }

    @Test
    void requests_that_are_cut_in_their_head_hold_up_nobody() throws IOException {
        for (int i = 0; i < CROWD; i++) {
            stranger().getOutputStream()
                    .write("POST /v1/batches HTTP/1.1\r\nHost:".getBytes(StandardCharsets.US_ASCII));
        }
        for (Socket each : crowd) {
            each.close();
        }
        assertThat(door.get("/health/live").statusCode()).isEqualTo(200);
    }
}
