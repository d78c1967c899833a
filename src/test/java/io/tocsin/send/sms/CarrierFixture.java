package io.tocsin.send.sms;

import io.netty.util.concurrent.Ticker;
import io.tocsin.config.value.Secret;
import io.tocsin.net.Backoff;
import io.tocsin.net.EventLoops;
import io.tocsin.send.Outgoing;
import io.tocsin.send.sms.lease.SessionLeases;
import io.tocsin.send.sms.session.SessionSettings;
import io.tocsin.send.sms.session.SessionSettings.KeepAliveRule;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Phone;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ThrowingRunnable;

/** A carrier on a fake gateway, with times short enough for tests. */
final class CarrierFixture implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(20);
    static final Phone PHONE = new Phone("8613800138000");
    static final KeepAliveRule PATIENT = new KeepAliveRule(LONG, LONG, 3);

    final FakeSmsc smsc = new FakeSmsc();
    final Ledger ledger = new Ledger();
    final EventLoops loops = new EventLoops(2, "test-carrier");
    private final SmsCarrier carrier;

    CarrierFixture(String version, int sessions, SessionSettings settings) {
        this(version, sessions, settings, Ticker.systemTicker(), SessionLeases.ALONE);
    }

    CarrierFixture(String version, int sessions, SessionSettings settings, Ticker ticker, SessionLeases leases) {
        this(version, sessions, settings, ticker, leases, TextConfig.defaults());
    }

    private CarrierFixture(String version, int sessions, SessionSettings settings, Ticker ticker, SessionLeases leases,
            TextConfig text) {
        AccountConfig account = new AccountConfig("127.0.0.1", smsc.port(), "900001", Secret.of(FakeSmsc.SECRET),
                version, "10690096110", "fraud");
        SessionConfig session = new SessionConfig(sessions, settings.window(), LONG, LONG, LONG);
        SmsCarrierConfig config = new SmsCarrierConfig("cmcc", new Dialect.Cmpp(), account, session,
                text, Map.of());
        SmsEnvironment environment = new SmsEnvironment(loops, ticker,
                () -> LocalDateTime.of(2026, 11, 25, 21, 0), 7, leases);
        carrier = new SmsCarriers(environment).make(config, settings, ledger);
    }

    static CarrierFixture flash(Set<Grade> grades) {
        return new CarrierFixture("3.0", 1, settings(16, LONG, PATIENT), Ticker.systemTicker(), SessionLeases.ALONE,
                new TextConfig("", TextConfig.Encoding.AUTO, grades));
    }

    static CarrierFixture window(int window) {
        return new CarrierFixture("3.0", 1, settings(window, LONG, PATIENT));
    }

    static SessionSettings settings(int window, Duration response, KeepAliveRule keepAlive) {
        return new SessionSettings(window, Duration.ofSeconds(5), response, keepAlive,
                new Backoff(Duration.ofMillis(20), Duration.ofMillis(40)), new Backoff(LONG, LONG), 4);
    }

    SmsCarrier carrier() {
        return carrier;
    }

    CarrierFixture up() {
        carrier.start();
        int sessions = carrier.health().of();
        eventually(() -> org.assertj.core.api.Assertions.assertThat(carrier.health().sessionsUp()).isEqualTo(sessions));
        return this;
    }

    /** Sends texts; their tags are their positions, from 0. */
    void send(String... texts) {
        carrier.send(IntStream.range(0, texts.length).mapToObj(i -> new Outgoing(i, PHONE, texts[i])).toList());
    }

    static void eventually(ThrowingRunnable condition) {
        await().untilAsserted(condition);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(5));
    }

    @Override
    public void close() {
        carrier.close();
        smsc.close();
        loops.close();
    }

    static List<String> copies(String text, int count) {
        return IntStream.range(0, count).mapToObj(i -> text + i).toList();
    }
}
