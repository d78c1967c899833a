package io.tocsin.send.sms;

import static io.tocsin.send.sms.CarrierFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.buffer.Unpooled;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Ticker;
import io.tocsin.config.value.Secret;
import io.tocsin.net.EventLoops;
import io.tocsin.send.Outgoing;
import io.tocsin.send.sms.sgip.Bind;
import io.tocsin.send.sms.sgip.BindResp;
import io.tocsin.send.sms.sgip.SgipDecoder;
import io.tocsin.send.sms.sgip.SgipMessage;
import io.tocsin.send.sms.sgip.SgipSequence;
import io.tocsin.send.sms.sgip.SgipWriter;
import io.tocsin.send.sms.sgip.Trace;
import io.tocsin.send.sms.sgip.TraceResp;
import io.tocsin.send.sms.sgip.UserReport;
import io.tocsin.send.sms.sgip.UserReportResp;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.SgipSimulator;
import io.tocsin.simulate.SimulatorTime;
import io.tocsin.simulate.SmsSimulator;
import io.tocsin.simulate.Span;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.MessageRef;
import io.tocsin.warning.Receipt;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * An SGIP carrier as dispatch has it, over real sockets, against the simulated gateway, which
 * connects back to report.
 */
class SgipCarrierTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Behaviour QUICK = Behaviour.good(1).withReceipts(Mix.only("DELIVRD"), new Span(1, 5));

    private final Ledger ledger = new Ledger();
    private final EventLoops loops = new EventLoops(1, "sgip-test");

    @AfterEach
    void stop() {
        loops.close();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static SgipSimulator start(Behaviour behaviour) throws Exception {
        return SgipSimulator.start(0, new SmsSimulator.Login("unicom", "secret"), behaviour,
                SimulatorTime.from(System::nanoTime, LocalDateTime.of(2026, 11, 26, 10, 0)), freePort());
    }

    private SmsCarrier carrier(SgipSimulator gateway, Duration idle, String secret, String... allowed) {
        AccountConfig account = new AccountConfig("127.0.0.1", gateway.port(), "unicom", Secret.of(secret), "1.2",
                "10690096110", "fraud");
        Dialect.Sgip dialect = new Dialect.Sgip(3_047_112_345L, "12345",
                new Dialect.Sgip.Listen("127.0.0.1", gateway.callback(), Set.of(allowed)), Set.of(88));
        SmsCarrierConfig config = new SmsCarrierConfig("cucc", dialect, account,
                new SessionConfig(2, 4, LONG, LONG, idle), TextConfig.defaults(), Map.of());
        SmsEnvironment environment = new SmsEnvironment(loops, Ticker.systemTicker(),
                () -> LocalDateTime.of(2026, 11, 26, 10, 0), 7);
        return new SmsCarriers(environment).make(config, ledger);
    }

    private static void up(SmsCarrier carrier) {
        carrier.start();
        eventually(() -> assertThat(carrier.health().sessionsUp()).isEqualTo(2));
        eventually(() -> assertThat(carrier.health().detail()).isEmpty());
    }

    @Test
    void reports_come_over_the_carriers_own_connection_and_name_the_submits_sequence() throws Exception {
        try (SgipSimulator gateway = start(QUICK.withReceipts(Mix.only("UNDELIV:25"), new Span(1, 5)));
                SmsCarrier carrier = carrier(gateway, LONG, "secret", "127.0.0.1")) {
            up(carrier);
            carrier.send(List.of(new Outgoing("tag", CarrierFixture.PHONE, "诈".repeat(150))));
            eventually(() -> assertThat(ledger.receipts).hasSize(3));
            assertThat(ledger.end("tag")).isEqualTo(new AttemptEnd.Accepted());
            assertThat(ledger.receipts).extracting(Receipt::messageId).doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(
                            ledger.answer("tag").messages().stream().map(MessageRef::id).toList());
            assertThat(ledger.receipts).allSatisfy(receipt -> {
                assertThat(receipt.messageId()).hasSize(24).startsWith("b59f3e99");
                assertThat(receipt.phone()).isEqualTo("8613800138000");
                assertThat(receipt.cause().raw()).isEqualTo("UNDELIV:25");
                assertThat(receipt.cause().type()).isEqualTo(CauseClass.UNREACHABLE);
            });
            eventually(() -> assertThat(gateway.counts().confirmed()).isEqualTo(3));
            assertThat(gateway.counts().repeated()).as("the segments of one text").isZero();
        }
    }

    @Test
    void an_idle_session_is_left_and_comes_back_when_there_is_something_to_send() throws Exception {
        try (SgipSimulator gateway = start(QUICK);
                SmsCarrier carrier = carrier(gateway, IDLE, "secret", "127.0.0.1")) {
            up(carrier);
            eventually(() -> assertThat(gateway.sessions()).as("connections that were left").isZero());
            assertThat(carrier.health().sessionsUp()).as("they take work all the same").isEqualTo(2);
            assertThat(carrier.capacity()).isEqualTo(8);
            carrier.send(List.of(new Outgoing("a", CarrierFixture.PHONE, "hello"),
                    new Outgoing("b", CarrierFixture.PHONE, "again"), new Outgoing("c", CarrierFixture.PHONE, "more")));
            eventually(() -> assertThat(ledger.receipts).hasSize(3));
            assertThat(ledger.answers).allMatch(answer -> answer.end() instanceof AttemptEnd.Accepted);
            assertThat(gateway.counts().connects()).as("each session logged in twice").isEqualTo(4);
            eventually(() -> assertThat(gateway.sessions()).as("left again").isZero());
        }
    }

    @Test
    void what_cannot_be_sent_when_it_comes_back_was_never_sent() throws Exception {
        SgipSimulator gateway = start(QUICK);
        try (SmsCarrier carrier = carrier(gateway, IDLE, "secret", "127.0.0.1")) {
            up(carrier);
            eventually(() -> assertThat(gateway.sessions()).isZero());
            gateway.close();
            carrier.send(List.of(new Outgoing("a", CarrierFixture.PHONE, "hello")));
            eventually(() -> assertThat(ledger.answers).hasSize(1));
            assertThat(ledger.end("a")).isEqualTo(new AttemptEnd.NeverSent());
            eventually(() -> assertThat(carrier.health().detail()).startsWith("cannot connect"));
        }
    }

    @Test
    void who_is_not_on_the_list_is_turned_away() throws Exception {
        try (SgipSimulator gateway = start(QUICK);
                SmsCarrier carrier = carrier(gateway, LONG, "secret", "192.0.2.1")) {
            up(carrier);
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.callback())) {
                socket.setSoTimeout(10_000);
                assertThat(socket.getInputStream().read()).as("closed").isNegative();
            }
            assertThat(carrier.counts().unreadable()).isPositive();
        }
    }

    @Test
    void what_the_carrier_tells_of_a_number_is_answered_when_it_has_logged_in() throws Exception {
        SgipSequence first = new SgipSequence(104_711, 1_126_100_000, 1);
        UserReport told = new UserReport(first, "10690096110", "8613800138000", 1);
        try (SgipSimulator gateway = start(QUICK);
                SmsCarrier carrier = carrier(gateway, LONG, "secret", "127.0.0.1")) {
            up(carrier);
            assertThat(asked(gateway.callback(), new Bind(first, Bind.CARRIER, "unicom", "secret"), told))
                    .containsExactly(new BindResp(first, 0), new UserReportResp(first, 0));
            assertThat(asked(gateway.callback(), told)).as("before a bind")
                    .containsExactly(new UserReportResp(first, 1));
        }
    }

    @Test
    void the_simulator_says_where_a_submit_is() throws Exception {
        SgipSequence first = new SgipSequence(1, 2, 3);
        try (SgipSimulator gateway = start(QUICK)) {
            assertThat(asked(gateway.port(), new Bind(first, Bind.CLIENT, "unicom", "secret"),
                    new Trace(first, first, "8613800138000"))).containsExactly(new BindResp(first, 0),
                            new TraceResp(first, List.of(new TraceResp.Hop(0, "104711", "261126100000", ""))));
        }
    }

    /** The answers to some messages over a connection of their own. */
    private static List<Object> asked(int port, SgipMessage... messages) throws Exception {
        EmbeddedChannel decoder = new EmbeddedChannel(new SgipDecoder());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            List<Object> heard = new ArrayList<>();
            for (SgipMessage message : messages) {
                ByteBuf out = Unpooled.buffer();
                SgipWriter.write(message, out);
                socket.getOutputStream().write(out.array(), 0, out.readableBytes());
                for (Object next = decoder.readInbound(); next == null; next = decoder.readInbound()) {
                    byte[] bytes = new byte[1024];
                    int read = socket.getInputStream().read(bytes);
                    if (read < 0) {
                        return heard;
                    }
                    decoder.writeInbound(Unpooled.copiedBuffer(bytes, 0, read));
                    if (!decoder.inboundMessages().isEmpty()) {
                        heard.add(decoder.inboundMessages().peek());
                    }
                }
            }
            return heard;
        } finally {
            decoder.finishAndReleaseAll();
        }
    }

    @Test
    void who_does_not_know_the_password_reports_nothing() throws Exception {
        try (SgipSimulator gateway = start(QUICK);
                SmsCarrier carrier = carrier(gateway, LONG, "other", "127.0.0.1")) {
            carrier.start();
            eventually(() -> assertThat(carrier.health().detail())
                    .isEqualTo("login refused: 1 illegal login: name, password or address"));
            gateway.invent(List.of("8613800138000"));
            // It connects to us with its own password, is denied, and tries again for as long as it has the
            // report.
            eventually(() -> assertThat(gateway.reporters()).isGreaterThan(2));
            assertThat(ledger.receipts).isEmpty();
        }
    }

    @Test
    void flow_control_is_what_the_carrier_says() throws Exception {
        try (SgipSimulator gateway = start(QUICK.withAnswers(Mix.only("88"), Span.NONE));
                SmsCarrier carrier = carrier(gateway, LONG, "secret", "127.0.0.1")) {
            up(carrier);
            carrier.send(List.of(new Outgoing("a", CarrierFixture.PHONE, "hello")));
            eventually(() -> assertThat(ledger.answers).hasSize(1));
            assertThat(ledger.end("a")).isInstanceOf(AttemptEnd.FlowControlled.class);
        }
    }
}
