package io.tocsin.send.sms;

import static io.tocsin.send.sms.CarrierFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.Ticker;
import io.tocsin.config.value.Secret;
import io.tocsin.net.EventLoops;
import io.tocsin.send.Outgoing;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.SimulatorTime;
import io.tocsin.simulate.SmgpSimulator;
import io.tocsin.simulate.SmsSimulator;
import io.tocsin.simulate.Span;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.MessageRef;
import io.tocsin.warning.Receipt;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An SMGP carrier as dispatch has it, over real sockets, against the simulated gateway. */
class SmgpCarrierTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Behaviour QUICK = Behaviour.good(1).withReceipts(Mix.only("DELIVRD"), new Span(1, 5));

    private final Ledger ledger = new Ledger();
    private final EventLoops loops = new EventLoops(1, "smgp-test");

    @AfterEach
    void stop() {
        loops.close();
    }

    private static SmgpSimulator start(Behaviour behaviour) throws Exception {
        return SmgpSimulator.start(0, new SmsSimulator.Login("10000001", "secret"), behaviour,
                SimulatorTime.from(System::nanoTime, LocalDateTime.of(2026, 11, 26, 10, 0)));
    }

    private SmsCarrier carrier(SmgpSimulator gateway, Dialect.Smgp dialect, String secret) {
        AccountConfig account = new AccountConfig("127.0.0.1", gateway.port(), "10000001", Secret.of(secret), "3.0",
                "10690096110", "fraud");
        SmsCarrierConfig config = new SmsCarrierConfig("ctcc", dialect, account,
                new SessionConfig(2, 4, LONG, LONG, LONG), TextConfig.defaults(), Map.of());
        SmsEnvironment environment = new SmsEnvironment(loops, Ticker.systemTicker(),
                () -> LocalDateTime.of(2026, 11, 26, 10, 0), 7);
        return new SmsCarriers(environment).make(config, ledger);
    }

    @ParameterizedTest
    @EnumSource(Dialect.Bind.class)
    void a_long_text_is_accepted_and_receipts_of_all_three_forms_find_their_segments(Dialect.Bind bind)
            throws Exception {
        try (SmgpSimulator gateway = start(QUICK);
                SmsCarrier carrier = carrier(gateway, new Dialect.Smgp(bind, Set.of(1)), "secret")) {
            carrier.start();
            eventually(() -> assertThat(carrier.health().sessionsUp()).isEqualTo(2));
            carrier.send(List.of(new Outgoing("tag", CarrierFixture.PHONE, "诈".repeat(150))));
            eventually(() -> assertThat(ledger.receipts).hasSize(3));
            assertThat(ledger.end("tag")).isEqualTo(new AttemptEnd.Accepted());
            assertThat(ledger.receipts).extracting(Receipt::messageId).containsExactlyInAnyOrderElementsOf(
                    ledger.answer("tag").messages().stream().map(MessageRef::id).toList());
            assertThat(ledger.receipts).allSatisfy(receipt -> {
                assertThat(receipt.phone()).isEqualTo("13800138000");
                assertThat(receipt.cause().type()).isEqualTo(CauseClass.REACHED);
                assertThat(receipt.submittedAt()).startsWith("261126");
            });
            eventually(() -> assertThat(gateway.counts().confirmed()).isEqualTo(3));
            assertThat(gateway.counts().repeated()).as("the segments of one text").isZero();
            assertThat(gateway.counts().connects()).isEqualTo(bind == Dialect.Bind.SEPARATE ? 3 : 2);
        }
    }

    @Test
    void a_wrong_secret_is_told_and_not_a_network_fault() throws Exception {
        try (SmgpSimulator gateway = start(QUICK);
                SmsCarrier carrier = carrier(gateway, new Dialect.Smgp(Dialect.Bind.TRANSCEIVER, Set.of(1)),
                        "wrong")) {
            carrier.start();
            eventually(() -> assertThat(carrier.health().detail())
                    .isEqualTo("login refused: 21 authentication failed"));
        }
    }

    @Test
    void which_statuses_are_flow_control_is_the_carriers_own_affair() throws Exception {
        Behaviour busy = QUICK.withAnswers(Mix.only("133"), Span.NONE);
        try (SmgpSimulator gateway = start(busy);
                SmsCarrier carrier = carrier(gateway, new Dialect.Smgp(Dialect.Bind.TRANSCEIVER, Set.of(133)),
                        "secret")) {
            carrier.start();
            eventually(() -> assertThat(carrier.health().sessionsUp()).isEqualTo(2));
            carrier.send(List.of(new Outgoing("tag", CarrierFixture.PHONE, "hello")));
            eventually(() -> assertThat(ledger.answers).hasSize(1));
            assertThat(ledger.end("tag")).isInstanceOf(AttemptEnd.FlowControlled.class);
        }
    }
}
