package io.tocsin.send.sms;

import static io.tocsin.send.sms.CarrierFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.Ticker;
import io.tocsin.config.value.Secret;
import io.tocsin.net.EventLoops;
import io.tocsin.send.Outgoing;
import io.tocsin.send.sms.smpp.MessageIds;
import io.tocsin.send.sms.text.Joining;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.SimulatorTime;
import io.tocsin.simulate.SmppSimulator;
import io.tocsin.simulate.SmsSimulator;
import io.tocsin.simulate.Span;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.MessageRef;
import io.tocsin.warning.Receipt;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An SMPP carrier as dispatch has it, over real sockets, against the simulated centre. */
class SmppCarrierTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Behaviour QUICK = Behaviour.good(1).withReceipts(Mix.only("DELIVRD"), new Span(1, 5));
    private static final Dialect.Smpp USUAL = Dialect.Smpp.usual();

    private final Ledger ledger = new Ledger();
    private final EventLoops loops = new EventLoops(1, "smpp-test");
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @AfterEach
    void stop() {
        loops.close();
    }

    private static SmppSimulator start(Behaviour behaviour, SmppSimulator.Habits habits) throws Exception {
        return SmppSimulator.start(0, new SmsSimulator.Login("900001", "secret"), behaviour,
                SimulatorTime.from(System::nanoTime, LocalDateTime.of(2026, 11, 26, 10, 0)), habits);
    }

    private SmsCarrier carrier(SmppSimulator centre, Dialect.Smpp dialect, String secret) {
        AccountConfig account = new AccountConfig("127.0.0.1", centre.port(), "900001", Secret.of(secret), "3.4",
                "10690096110", "");
        SmsCarrierConfig config = new SmsCarrierConfig("abroad", dialect, account,
                new SessionConfig(2, 4, LONG, LONG, LONG), TextConfig.defaults(), Map.of());
        SmsEnvironment environment = new SmsEnvironment(loops, Ticker.systemTicker(),
                () -> LocalDateTime.of(2026, 11, 26, 10, 0), 7);
        return new SmsCarriers(environment).make(config, ledger);
    }

    private void sendAndReceive(SmppSimulator centre, Dialect.Smpp dialect, String text, int segments) {
        try (SmsCarrier carrier = carrier(centre, dialect, "secret")) {
            carrier.start();
            eventually(() -> assertThat(carrier.health().sessionsUp()).isEqualTo(2));
            eventually(() -> assertThat(carrier.health().detail()).isEmpty());
            carrier.send(List.of(new Outgoing("tag", CarrierFixture.PHONE, text)));
            eventually(() -> assertThat(ledger.receipts).hasSize(segments));
            assertThat(ledger.end("tag")).isEqualTo(new AttemptEnd.Accepted());
            assertThat(ledger.receipts).extracting(Receipt::messageId).containsExactlyInAnyOrderElementsOf(
                    ledger.answer("tag").messages().stream().map(MessageRef::id).toList());
            assertThat(ledger.receipts).allSatisfy(receipt -> {
                assertThat(receipt.phone()).isEqualTo("8613800138000");
                assertThat(receipt.cause().type()).isEqualTo(CauseClass.REACHED);
            });
            eventually(() -> assertThat(centre.counts().confirmed()).isEqualTo(segments));
        }
    }

    @ParameterizedTest
    @EnumSource(Joining.class)
    void a_long_text_is_accepted_and_every_message_has_its_receipt(Joining joining) throws Exception {
        try (SmppSimulator centre = start(QUICK, SmppSimulator.Habits.USUAL)) {
            Dialect.Smpp dialect = new Dialect.Smpp(USUAL.bind(), "", USUAL.numbering(), USUAL.ids(), joining,
                    USUAL.codes(), null);
            sendAndReceive(centre, dialect, "诈".repeat(150), joining == Joining.WHOLE ? 1 : 3);
            assertThat(centre.counts().numbers()).isOne();
            assertThat(centre.counts().repeated()).as("the segments of one text").isZero();
        }
    }

    @Test
    void one_receiver_beside_the_transmitters_gets_the_receipts() throws Exception {
        try (SmppSimulator centre = start(QUICK, SmppSimulator.Habits.USUAL)) {
            sendAndReceive(centre, new Dialect.Smpp(Dialect.Bind.SEPARATE, "", USUAL.numbering(), USUAL.ids(),
                    Joining.UDH8, USUAL.codes(), null), "hello", 1);
            assertThat(centre.counts().connects()).isEqualTo(3);
        }
    }

    @Test
    void receipts_in_decimal_find_answers_in_hexadecimal() throws Exception {
        try (SmppSimulator centre = start(QUICK, new SmppSimulator.Habits(true, null))) {
            sendAndReceive(centre, new Dialect.Smpp(USUAL.bind(), "", USUAL.numbering(),
                    new MessageIds(MessageIds.Form.HEX, MessageIds.Form.DECIMAL), Joining.UDH8, USUAL.codes(), null),
                    "hello", 1);
        }
    }

    @Test
    void a_wrong_password_is_told_and_not_a_network_fault() throws Exception {
        try (SmppSimulator centre = start(QUICK, SmppSimulator.Habits.USUAL);
                SmsCarrier carrier = carrier(centre, USUAL, "wrong")) {
            carrier.start();
            eventually(() -> assertThat(carrier.health().detail()).isEqualTo("login refused: 0x0e password wrong"));
        }
    }

    @Test
    void flow_control_and_near_congestion_are_told() throws Exception {
        try (SmppSimulator centre = start(QUICK.withLimit(5), SmppSimulator.Habits.USUAL);
                SmsCarrier carrier = carrier(centre, USUAL, "secret")) {
            carrier.start();
            eventually(() -> assertThat(carrier.health().sessionsUp()).isEqualTo(2));
            for (int i = 0; i < 8; i++) {
                carrier.send(List.of(new Outgoing(i, CarrierFixture.PHONE, "hello")));
            }
            eventually(() -> assertThat(ledger.answers).hasSize(8));
            assertThat(ledger.answers).filteredOn(each -> each.end() instanceof AttemptEnd.FlowControlled)
                    .hasSize((int) centre.counts().throttled()).isNotEmpty();
            assertThat(ledger.congestion).isNotEmpty().allMatch(percent -> percent >= 90);
        }
    }

    @Test
    void the_centre_proves_who_it_is_by_its_certificate() throws Exception {
        SslContext tls = certificate("own");
        try (SmppSimulator centre = start(QUICK, new SmppSimulator.Habits(false, tls))) {
            sendAndReceive(centre, over(folder.resolve("own.pem")), "hello", 1);
            certificate("other");
            try (SmsCarrier carrier = carrier(centre, over(folder.resolve("other.pem")), "secret")) {
                carrier.start();
                eventually(() -> assertThat(carrier.health().detail()).startsWith("TLS: "));
                assertThat(centre.counts().connects()).as("logins over the trusted connections only").isEqualTo(2);
            }
        }
    }

    private static Dialect.Smpp over(@Nullable Path trust) {
        return new Dialect.Smpp(USUAL.bind(), "", USUAL.numbering(), USUAL.ids(), Joining.UDH8, USUAL.codes(),
                new Dialect.Smpp.Tls(trust));
    }

    private SslContext certificate(String name) throws Exception {
        String tools = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String store = folder.resolve(name + ".p12").toString();
        run(tools, "-genkeypair", "-alias", "smpp", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
                "SAN=ip:127.0.0.1", "-storetype", "PKCS12", "-keystore", store, "-storepass", "changeit");
        run(tools, "-exportcert", "-rfc", "-alias", "smpp", "-keystore", store, "-storepass", "changeit", "-file",
                folder.resolve(name + ".pem").toString());
        KeyStore keys = KeyStore.getInstance(Path.of(store).toFile(),
                "changeit".toCharArray());
        return SslContextBuilder.forServer((PrivateKey) keys.getKey("smpp", "changeit".toCharArray()),
                (X509Certificate) keys.getCertificate("smpp")).build();
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
