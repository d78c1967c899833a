package io.tocsin.send.sms;

import static io.tocsin.send.sms.CarrierFixture.LONG;
import static io.tocsin.send.sms.CarrierFixture.PATIENT;
import static io.tocsin.send.sms.CarrierFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tocsin.send.Answer;
import io.tocsin.send.Outgoing;
import io.tocsin.send.sms.cmpp.CmppMessage;
import io.tocsin.send.sms.cmpp.CmppVersion;
import io.tocsin.send.sms.cmpp.CmppWriter;
import io.tocsin.send.sms.cmpp.Connect;
import io.tocsin.send.sms.cmpp.ConnectResp;
import io.tocsin.send.sms.cmpp.DeliverResp;
import io.tocsin.send.sms.cmpp.Submit;
import io.tocsin.send.sms.cmpp.SubmitResp;
import io.tocsin.send.sms.wire.Octets;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Carriers that mean no good, over real sockets: every attempt has one end, and the session mends.
 */
class HostileCarrierTest {
    private static final String PHONE = "13800138000";
    private static final int PARTS = 3;

    private static void raw(FakeSmsc.Peer peer, byte[] bytes) {
        var _ = peer.channel().pipeline().firstContext().writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }

    private static byte[] bytes(CmppMessage message) {
        ByteBuf out = Unpooled.buffer();
        CmppWriter.write(message, CmppVersion.V3_0, out);
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({"2.0,1,1 bad structure", "2.0,2,2 bad source address", "2.0,3,3 authentication failed",
            "2.0,4,4 version too high", "2.0,5,5 refused by the gateway", "2.0,255,255 refused by the gateway",
            "3.0,1,1 bad structure", "3.0,2,2 bad source address", "3.0,3,3 authentication failed",
            "3.0,4,4 version too high", "3.0,5,5 refused by the gateway", "3.0,-1,4294967295 refused by the gateway"})
    void a_login_refused_by_any_status_is_told_and_waits_long(String version, int status, String told) {
        try (CarrierFixture f = new CarrierFixture(version, 1, CarrierFixture.settings(4, LONG, PATIENT))) {
            f.smsc.habit = (peer, message) -> {
                if (message instanceof Connect m) {
                    peer.say(new ConnectResp(m.sequence(), status, Octets.EMPTY, m.version()));
                }
            };
            f.carrier().start();
            eventually(() -> assertThat(f.carrier().health().detail()).isEqualTo("login refused: " + told));
            f.send("a");
            eventually(() -> assertThat(f.ledger.end(0)).isEqualTo(new AttemptEnd.NeverSent()));
            // Beside a lost connection's 40 ms.
            Awaitility.await().during(Duration.ofMillis(200)).atMost(LONG).until(() -> f.smsc.peers.size() == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_carrier_that_drops_every_connection_is_tried_again_with_pauses_and_nothing_is_lost(boolean atLogin) {
        try (CarrierFixture f = CarrierFixture.window(4)) {
            f.smsc.habit = (peer, message) -> {
                if (!atLogin) {
                    f.smsc.manners(peer, message);
                }
                if (atLogin || message instanceof Submit) {
                    peer.drop();
                }
            };
            f.carrier().start();
            int sent = 0;
            for (int connections = 1; connections < 8; connections++) {
                int count = connections;
                eventually(() -> assertThat(f.smsc.peers).hasSizeGreaterThanOrEqualTo(count));
                if (!atLogin) {
                    f.up();
                }
                f.carrier().send(List.of(new Outgoing("t" + sent++, CarrierFixture.PHONE, "a")));
            }
            int all = sent;
            eventually(() -> assertThat(f.ledger.answers).hasSize(all));
            assertThat(f.ledger.answers).extracting(Answer::tag).doesNotHaveDuplicates();
            assertThat(f.ledger.answers).extracting(Answer::end).allMatch(end -> end instanceof AttemptEnd.NeverSent
                    || (!atLogin && List.of(unknown("session-closed"), unknown("write-failed")).contains(end)));
            f.smsc.habit = f.smsc::wellBehaved;
            f.up();
            f.send("b");
            eventually(() -> assertThat(f.ledger.end(0)).isEqualTo(new AttemptEnd.Accepted()));
        }
    }

    @Test
    void a_carrier_that_answers_flow_control_to_everything_gets_everything_back() {
        try (CarrierFixture f = CarrierFixture.window(16)) {
            f.smsc.habit = (peer, message) -> {
                if (message instanceof Submit m) {
                    peer.say(new SubmitResp(m.sequence(), 0, 8));
                } else {
                    f.smsc.manners(peer, message);
                }
            };
            f.up();
            for (int round = 0; round < 20; round++) {
                int tag = round;
                f.carrier().send(IntStream.range(0, 5).mapToObj(i -> new Outgoing(tag * 5 + i,
                        CarrierFixture.PHONE, "诈".repeat(67 * PARTS))).toList());
                eventually(() -> assertThat(f.ledger.answers).hasSize(5 * (tag + 1)));
            }
            assertThat(f.ledger.answers).extracting(Answer::end)
                    .containsOnly(new AttemptEnd.FlowControlled(new Cause(CauseClass.NETWORK, "submit:8")));
            eventually(() -> assertThat(f.carrier().capacity()).as("no slot leaked").isEqualTo(16));
            assertThat(f.smsc.peers).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffffffff", "7fffffff80000004", "00002001", "0000000b", "00000000", "80000000"})
    void a_length_that_lies_ends_the_session_at_once_and_the_next_one_works(String hex) {
        garbage(HexFormat.of().parseHex(hex));
    }

    @Test
    void another_protocol_ends_the_session_and_the_next_one_works() {
        garbage("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static void garbage(byte[] bytes) {
        try (CarrierFixture f = CarrierFixture.window(4)) {
            f.smsc.habit = (peer, message) -> {
                if (message instanceof Submit m && peer.number() == 0) {
                    // A good answer before the garbage counts, one behind it does not.
                    peer.say(new SubmitResp(m.sequence(), 7, m.payload().content().at(0) == 'a' ? 0 : 13));
                    raw(peer, bytes);
                    peer.say(new SubmitResp(m.sequence() + 1, 8, 0));
                } else {
                    f.smsc.wellBehaved(peer, message);
                }
            };
            f.up();
            f.send("a", "b");
            eventually(() -> assertThat(f.ledger.answers).hasSize(2));
            assertThat(f.ledger.end(0)).isEqualTo(new AttemptEnd.Accepted());
            assertThat(f.ledger.end(1)).isEqualTo(unknown("session-closed"));
            eventually(() -> assertThat(f.smsc.peers).hasSize(2));
            f.up();
            f.carrier().send(List.of(new Outgoing("c", CarrierFixture.PHONE, "a")));
            eventually(() -> assertThat(f.ledger.end("c")).isEqualTo(new AttemptEnd.Accepted()));
        }
    }

    @Test
    void a_carrier_that_speaks_byte_by_byte_is_understood() {
        try (CarrierFixture f = CarrierFixture.window(16)) {
            f.smsc.habit = (peer, message) -> {
                if (message instanceof Submit m) {
                    for (byte b : bytes(new SubmitResp(m.sequence(), 100 + m.sequence(), 0))) {
                        raw(peer, new byte[]{b});
                    }
                    for (byte b : bytes(FakeSmsc.report(m.sequence(), 100 + m.sequence(), "DELIVRD", PHONE))) {
                        raw(peer, new byte[]{b});
                    }
                } else {
                    f.smsc.manners(peer, message);
                }
            };
            f.up();
            f.send("a", "b", "诈".repeat(67 * PARTS));
            eventually(() -> assertThat(f.ledger.receipts).hasSize(2 + PARTS));
            assertThat(f.ledger.answers).extracting(Answer::end).containsOnly(new AttemptEnd.Accepted());
            eventually(() -> assertThat(f.smsc.heard(DeliverResp.class)).hasSize(2 + PARTS));
        }
    }

    @Test
    void answers_given_twice_or_to_nothing_are_strays_and_free_no_slot() {
        try (CarrierFixture f = CarrierFixture.window(2)) {
            f.smsc.habit = (peer, message) -> {
                f.smsc.manners(peer, message);
                if (message instanceof Submit m) {
                    peer.say(new SubmitResp(m.sequence() + 1000, 1, 0));
                    peer.say(new SubmitResp(m.sequence(), 2, 0));
                    peer.say(new SubmitResp(m.sequence(), 3, 13));
                }
            };
            f.up();
            f.send("a", "b", "c", "d");
            eventually(() -> assertThat(f.carrier().counts().strays()).isEqualTo(8));
            eventually(() -> assertThat(f.carrier().capacity()).isEqualTo(2));
            assertThat(f.ledger.answers).hasSize(4).extracting(Answer::end).containsOnly(new AttemptEnd.Accepted());
        }
    }

    @Test
    void a_receipt_twice_before_its_answer_and_one_for_nothing_are_handed_over_and_confirmed() {
        try (CarrierFixture f = CarrierFixture.window(2)) {
            f.smsc.habit = (peer, message) -> {
                f.smsc.manners(peer, message);
                if (message instanceof Submit m) {
                    peer.say(FakeSmsc.report(1, 42, "DELIVRD", PHONE));
                    peer.say(FakeSmsc.report(1, 42, "DELIVRD", PHONE));
                    peer.say(FakeSmsc.report(2, 4711, "UNDELIV", PHONE));
                    peer.say(new SubmitResp(m.sequence(), 42, 0));
                }
            };
            f.up();
            f.send("a");
            eventually(() -> assertThat(f.ledger.end(0)).isEqualTo(new AttemptEnd.Accepted()));
            assertThat(f.ledger.receipts).hasSize(3);
            eventually(() -> assertThat(f.smsc.heard(DeliverResp.class)).hasSize(3));
            assertThat(f.carrier().health().isUp()).isTrue();
        }
    }

    private static AttemptEnd unknown(String raw) {
        return new AttemptEnd.Unknown(new Cause(CauseClass.AMBIGUOUS, raw));
    }
}
