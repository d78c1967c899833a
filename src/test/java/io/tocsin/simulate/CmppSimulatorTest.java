package io.tocsin.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.send.sms.cmpp.Addresses;
import io.tocsin.send.sms.cmpp.CmppAuthenticator;
import io.tocsin.send.sms.cmpp.CmppMessage;
import io.tocsin.send.sms.cmpp.CmppVersion;
import io.tocsin.send.sms.cmpp.Connect;
import io.tocsin.send.sms.cmpp.ConnectResp;
import io.tocsin.send.sms.cmpp.DeliverResp;
import io.tocsin.send.sms.cmpp.Fee;
import io.tocsin.send.sms.cmpp.Part;
import io.tocsin.send.sms.cmpp.Payload;
import io.tocsin.send.sms.cmpp.Report;
import io.tocsin.send.sms.cmpp.Submit;
import io.tocsin.send.sms.cmpp.SubmitResp;
import io.tocsin.send.sms.cmpp.Terms;
import io.tocsin.send.sms.wire.Octets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CmppSimulatorTest {
    private static final SmsSimulator.Login LOGIN = new SmsSimulator.Login("900001", "888888");
    private static final Behaviour QUICK = Behaviour.good(1).withReceipts(Mix.only("DELIVRD"), new Span(5, 20));

    private static CmppSimulator start(Behaviour behaviour) throws Exception {
        return CmppSimulator.start(0, LOGIN, behaviour,
                SimulatorTime.from(System::nanoTime, LocalDateTime.now(ZoneId.of("Asia/Shanghai"))));
    }

    private static CmppMessage connect(CmppVersion version, String secret) {
        return new Connect(1, "900001", CmppAuthenticator.source("900001", secret, 1021080510), version.code(),
                1021080510);
    }

    private static Submit submit(int sequence, String phone) {
        Terms terms = new Terms(1, 0, "", new Fee(2, "", 0, "01", "0"), "900001", "", "");
        return new Submit(sequence, 0, Part.SINGLE, terms, Addresses.of("10690096110", phone),
                new Payload(0, false, 0, Octets.of(new byte[]{'h', 'i'})), "");
    }

    @ParameterizedTest
    @EnumSource(CmppVersion.class)
    void a_submit_is_answered_and_its_receipt_names_the_answers_id(CmppVersion version) throws Exception {
        try (CmppSimulator gateway = start(QUICK); TestClient client = new TestClient(gateway.port(), version)) {
            client.send(connect(version, "888888"));
            assertThat(client.next(ConnectResp.class).status()).isZero();

            client.send(submit(7, "13800138000"));
            SubmitResp answer = client.next(SubmitResp.class);
            Report report = client.next(Report.class);
            client.send(new DeliverResp(report.sequence(), report.msgId(), 0));

            assertThat(answer.sequence()).isEqualTo(7);
            assertThat(answer.result()).isZero();
            assertThat(report.status().msgId()).isEqualTo(answer.msgId());
            assertThat(report.status().terminal()).isEqualTo("13800138000");
            await().atMost(Duration.ofSeconds(5)).until(() -> gateway.counts().confirmed() == 1);
        }
    }

    @Test
    void a_wrong_secret_is_refused_and_the_line_cut() throws Exception {
        try (CmppSimulator gateway = start(QUICK);
                TestClient client = new TestClient(gateway.port(), CmppVersion.V3_0)) {
            client.send(connect(CmppVersion.V3_0, "wrong"));

            assertThat(client.next(ConnectResp.class).status()).isEqualTo(3);
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void above_its_limit_it_answers_flow_control() throws Exception {
        try (CmppSimulator gateway = start(QUICK.withLimit(3));
                TestClient client = new TestClient(gateway.port(), CmppVersion.V3_0)) {
            client.send(connect(CmppVersion.V3_0, "888888"));
            client.next(ConnectResp.class);
            for (int i = 0; i < 5; i++) {
                client.send(submit(i, "1380013800" + i));
            }

            List<Integer> results = List.of(client.next(SubmitResp.class).result(),
                    client.next(SubmitResp.class).result(), client.next(SubmitResp.class).result(),
                    client.next(SubmitResp.class).result(), client.next(SubmitResp.class).result());
            assertThat(results).containsExactly(0, 0, 0, 8, 8);
            await().atMost(Duration.ofSeconds(5)).until(() -> gateway.counts().throttled() == 2);
        }
    }

    @Test
    void a_receipt_waits_for_a_connection_when_its_own_is_gone() throws Exception {
        Behaviour slow = QUICK.withReceipts(Mix.only("EXPIRED"), new Span(300, 300));
        try (CmppSimulator gateway = start(slow)) {
            try (TestClient first = new TestClient(gateway.port(), CmppVersion.V3_0)) {
                first.send(connect(CmppVersion.V3_0, "888888"));
                first.next(ConnectResp.class);
                first.send(submit(1, "13800138000"));
                first.next(SubmitResp.class);
            }
            try (TestClient second = new TestClient(gateway.port(), CmppVersion.V3_0)) {
                second.send(connect(CmppVersion.V3_0, "888888"));
                assertThat(second.next(Report.class).status().stat()).isEqualTo("EXPIRED");
            }
        }
    }

    @Test
    void a_receipt_that_was_not_confirmed_comes_again_over_the_next_connection() throws Exception {
        try (CmppSimulator gateway = start(QUICK)) {
            Report first;
            try (TestClient client = new TestClient(gateway.port(), CmppVersion.V3_0)) {
                client.send(connect(CmppVersion.V3_0, "888888"));
                client.next(ConnectResp.class);
                client.send(submit(1, "13800138000"));
                first = client.next(Report.class);
            }
            try (TestClient second = new TestClient(gateway.port(), CmppVersion.V3_0)) {
                second.send(connect(CmppVersion.V3_0, "888888"));
                assertThat(second.next(Report.class).status().msgId()).isEqualTo(first.status().msgId());
            }
        }
    }
}
