package io.tocsin.send.sms;

import io.netty.util.concurrent.Ticker;
import io.tocsin.config.value.Secret;
import io.tocsin.fault.FaultProxy;
import io.tocsin.net.EventLoops;
import io.tocsin.send.sms.session.SessionSettings;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.CmppSimulator;
import io.tocsin.simulate.SgipSimulator;
import io.tocsin.simulate.SimulatorTime;
import io.tocsin.simulate.SmgpSimulator;
import io.tocsin.simulate.SmppSimulator;
import io.tocsin.simulate.SmsSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;

/**
 * A protocol with its simulator, and a carrier of one session on a line to that which can be
 * spoilt.
 */
enum EachProtocol {
    CMPP("3.0"), SGIP("1.2"), SMGP("3.0"), SMPP("3.4");

    static final int WINDOW = 16;
    private static final SmsSimulator.Login LOGIN = new SmsSimulator.Login("900001", "secret");
    private static final LocalDateTime MORNING = LocalDateTime.of(2026, 11, 26, 10, 0);

    private final String version;

    EachProtocol(String version) {
        this.version = version;
    }

    private SmsSimulator<?> simulator(Behaviour behaviour) throws Exception {
        SimulatorTime time = SimulatorTime.from(System::nanoTime, MORNING);
        return switch (this) {
            case CMPP -> CmppSimulator.start(0, LOGIN, behaviour, time);
            case SGIP -> SgipSimulator.start(0, LOGIN, behaviour, time, freePort());
            case SMGP -> SmgpSimulator.start(0, LOGIN, behaviour, time);
            case SMPP -> SmppSimulator.start(0, LOGIN, behaviour, time, SmppSimulator.Habits.USUAL);
        };
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Dialect dialect(SmsSimulator<?> gateway) {
        return switch (this) {
            case CMPP -> new Dialect.Cmpp();
            case SGIP -> new Dialect.Sgip(3_047_112_345L, "12345", new Dialect.Sgip.Listen("127.0.0.1",
                    ((SgipSimulator) gateway).callback(), Set.of("127.0.0.1")),
                    Set.copyOf(Dialect.Sgip.FLOW_CODES));
            case SMGP -> new Dialect.Smgp(Dialect.Bind.TRANSCEIVER, Set.of(Dialect.Smgp.BUSY));
            case SMPP -> Dialect.Smpp.usual();
        };
    }

    /** One carrier and what is behind it. */
    static final class Rig implements AutoCloseable {
        final Ledger ledger = new Ledger();
        final SmsSimulator<?> gateway;
        final FaultProxy line;
        final SmsCarrier carrier;
        private final EventLoops loops = new EventLoops(1, "each-protocol");

        Rig(EachProtocol protocol, Behaviour behaviour, String secret, Duration response) throws Exception {
            gateway = protocol.simulator(behaviour);
            line = new FaultProxy(gateway.port(), FaultProxy.Line.GOOD);
            AccountConfig account = new AccountConfig("127.0.0.1", line.port(), LOGIN.account(), Secret.of(secret),
                    protocol.version, "10690096110", "");
            SmsCarrierConfig config = new SmsCarrierConfig("any", protocol.dialect(gateway), account,
                    new SessionConfig(1, WINDOW, CarrierFixture.LONG, CarrierFixture.LONG, CarrierFixture.LONG),
                    TextConfig.defaults(), Map.of());
            SessionSettings settings = CarrierFixture.settings(WINDOW, response,
                    new SessionSettings.KeepAliveRule(Duration.ofSeconds(2), Duration.ofMillis(200), 3));
            carrier = new SmsCarriers(new SmsEnvironment(loops, Ticker.systemTicker(), () -> MORNING, 7))
                    .make(config, settings, ledger);
        }

        Rig up() {
            carrier.start();
            CarrierFixture.eventually(() -> org.assertj.core.api.Assertions
                    .assertThat(carrier.health().sessionsUp()).isOne());
            return this;
        }

        @Override
        public void close() throws IOException {
            carrier.close();
            line.close();
            gateway.close();
            loops.close();
        }
    }
}
