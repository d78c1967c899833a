package io.tocsin.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tocsin.send.sms.cmpp.ActiveTest;
import io.tocsin.send.sms.cmpp.ActiveTestResp;
import io.tocsin.send.sms.cmpp.Addresses;
import io.tocsin.send.sms.cmpp.CmppAuthenticator;
import io.tocsin.send.sms.cmpp.CmppMessage;
import io.tocsin.send.sms.cmpp.CmppVersion;
import io.tocsin.send.sms.cmpp.CmppWriter;
import io.tocsin.send.sms.cmpp.Connect;
import io.tocsin.send.sms.cmpp.ConnectResp;
import io.tocsin.send.sms.cmpp.DeliverResp;
import io.tocsin.send.sms.cmpp.Fee;
import io.tocsin.send.sms.cmpp.Part;
import io.tocsin.send.sms.cmpp.Payload;
import io.tocsin.send.sms.cmpp.Submit;
import io.tocsin.send.sms.cmpp.SubmitResp;
import io.tocsin.send.sms.cmpp.Terminate;
import io.tocsin.send.sms.cmpp.Terms;
import io.tocsin.send.sms.wire.Octets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send the simulator anything: it answers or closes, and nobody else notices. */
class SpoiltClientTest {
    private static final int CLIENTS = 150;
    private static final Connect LOGIN = new Connect(1, "900001",
            CmppAuthenticator.source("900001", "888888", 1021080510), 0x30, 1021080510);

    private static byte[] bytes(CmppMessage message) {
        ByteBuf out = Unpooled.buffer();
        CmppWriter.write(message, CmppVersion.V3_0, out);
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return bytes;
    }

    private static Submit submit(int sequence) {
        Terms terms = new Terms(1, 0, "", new Fee(2, "", 0, "01", "0"), "900001", "", "");
        return new Submit(sequence, 0, Part.SINGLE, terms, Addresses.of("106", "13800138000"),
                new Payload(0, false, 0, Octets.of(new byte[]{'h', 'i'})), "");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void a_spoilt_conversation_disturbs_nobody(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        List<CmppMessage> said = List.of(submit(2), submit(3), new ActiveTest(4), new DeliverResp(5, 6, 0),
                new SubmitResp(7, 8, 0), LOGIN, new Terminate(9));
        try (CmppSimulator gateway = CmppSimulator.start(0, new SmsSimulator.Login("900001", "888888"),
                Behaviour.good(1).withReceipts(Mix.only("DELIVRD"), new Span(1, 5)),
                SimulatorTime.from(System::nanoTime, LocalDateTime.of(2026, 11, 26, 8, 0)));
                TestClient good = new TestClient(gateway.port(), CmppVersion.V3_0)) {
            good.send(LOGIN);
            assertThat(good.next(ConnectResp.class).status()).isZero();
            for (int i = 0; i < CLIENTS; i++) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
                    socket.getOutputStream().write(bytes(LOGIN));
                    for (int n = 1 + random.nextInt(6); n > 0; n--) {
                        byte[] message = bytes(said.get(random.nextInt(said.size())));
                        for (int spoilt = random.nextInt(4); spoilt > 0; spoilt--) {
                            message[random.nextInt(message.length)] = (byte) random.nextInt();
                        }
                        socket.getOutputStream().write(message);
                    }
                } catch (IOException _) {
                    // Closed by the gateway in the middle, which is its right.
                }
            }
            good.send(new ActiveTest(10));
            assertThat(good.next(ActiveTestResp.class).sequence()).isEqualTo(10);
            good.send(submit(11));
            assertThat(good.next(SubmitResp.class).sequence()).isEqualTo(11);
        }
    }
}
