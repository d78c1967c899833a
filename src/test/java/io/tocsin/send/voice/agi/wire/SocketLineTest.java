package io.tocsin.send.voice.agi.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.util.concurrent.Ticker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A line over a real socket, whose other end is the test. */
class SocketLineTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(30);

    private Switchboard board;
    private Socket asterisk;
    private SocketLine line;

    @BeforeEach
    void connect() throws Exception {
        BlockingQueue<SocketLine> lines = new ArrayBlockingQueue<>(1);
        board = new Switchboard(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Ticker.systemTicker(),
                lines::add);
        asterisk = new Socket(InetAddress.getLoopbackAddress(), board.port());
        line = Objects.requireNonNull(lines.poll(30, TimeUnit.SECONDS), "no line");
    }

    @AfterEach
    void disconnect() throws IOException {
        line.close();
        asterisk.close();
        board.close();
    }

    private void says(String text) throws IOException {
        asterisk.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private LineException fails(Duration within) {
        return catchThrowableOfType(LineException.class, () -> line.ask(Commands.channelStatus(), within));
    }

    @Test
    void a_request_is_read_up_to_its_empty_line_and_a_reply_follows_its_command() throws Exception {
        says("agi_network: yes\nagi_calleridname: 张\nagi_arg_1: w0-1\r\n\n200 result=49 endpos=800\n");
        assertThat(line.request(LONG).argument(1)).isEqualTo("w0-1");
        assertThat(line.ask(Commands.streamFile("/a\"b", "12", 0), LONG)).isEqualTo(new AgiReply(200, 49, "", 800));
        assertThat(new BufferedReader(new InputStreamReader(asterisk.getInputStream(), StandardCharsets.UTF_8))
                .readLine()).isEqualTo("STREAM FILE \"/a\\\"b\" \"12\" 0");
    }

    @Test
    void replies_are_told_from_what_comes_beside_them() throws Exception {
        says("""
                100 result=0 Trying...
                200 result=0 Gosub complete
                200 result=1 (no_answer)
                520-Invalid command syntax.  Proper usage follows:
                Usage: X
                520 End of proper usage.
                HANGUP
                511 Command Not Permitted on a dead channel or intercept routine
                """);
        assertThat(line.ask("GOSUB", LONG)).isEqualTo(new AgiReply(200, 0, "", 0));
        assertThat(line.ask("GET VARIABLE X", LONG).value()).isEqualTo("no_answer");
        assertThat(line.ask("X", LONG).code()).isEqualTo(520);
        assertThat(line.isHungUp()).isFalse();
        assertThat(line.ask("CHANNEL STATUS", LONG).isDead()).isTrue();
        assertThat(line.isHungUp()).isTrue();
    }

    @Test
    void silence_is_told_from_a_closed_line_and_not_before_its_time() throws Exception {
        long begun = System.nanoTime();
        assertThat(fails(SHORT).isSilent()).isTrue();
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(SHORT.toNanos());
        asterisk.close();
        assertThat(fails(LONG).isSilent()).isFalse();
    }

    @Test
    void a_line_without_end_and_a_request_without_end_are_refused() throws Exception {
        says("agi_x: 1\n".repeat(65));
        assertThat(catchThrowableOfType(LineException.class, () -> line.request(LONG))).hasMessageContaining("64");
        says("2".repeat(5000));
        assertThat(fails(LONG)).hasMessageContaining("4096");
    }

    @Test
    void what_is_no_request_of_fastagi_is_refused() throws Exception {
        says("GET / HTTP/1.1\r\n\r\n");
        assertThat(catchThrowableOfType(LineException.class, () -> line.request(LONG))).hasMessageContaining("agi_");
    }
}
