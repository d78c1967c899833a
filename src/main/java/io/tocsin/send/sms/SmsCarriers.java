package io.tocsin.send.sms;

import io.netty.channel.EventLoop;
import io.tocsin.net.Backoff;
import io.tocsin.net.ClientTls;
import io.tocsin.net.Connector;
import io.tocsin.net.door.GuardedListener;
import io.tocsin.send.CarrierEvents;
import io.tocsin.send.sms.SmsCarrier.Connections;
import io.tocsin.send.sms.cmpp.CmppAccount;
import io.tocsin.send.sms.cmpp.CmppCauses;
import io.tocsin.send.sms.cmpp.CmppMessage;
import io.tocsin.send.sms.cmpp.CmppProtocol;
import io.tocsin.send.sms.cmpp.CmppVersion;
import io.tocsin.send.sms.lease.LeasedSessions;
import io.tocsin.send.CauseTable;
import io.tocsin.send.OwnCauses;
import io.tocsin.send.sms.protocol.SmsProtocol;
import io.tocsin.send.sms.session.ListeningSession;
import io.tocsin.send.sms.session.SessionEnvironment;
import io.tocsin.send.sms.session.SessionListener;
import io.tocsin.send.sms.session.SessionSettings;
import io.tocsin.send.sms.session.SessionSettings.KeepAliveRule;
import io.tocsin.send.sms.session.SmsSession;
import io.tocsin.send.sms.sgip.SgipAccount;
import io.tocsin.send.sms.sgip.SgipCauses;
import io.tocsin.send.sms.sgip.SgipMessage;
import io.tocsin.send.sms.sgip.SgipProtocol;
import io.tocsin.send.sms.smgp.SmgpAccount;
import io.tocsin.send.sms.smgp.SmgpCauses;
import io.tocsin.send.sms.smgp.SmgpMessage;
import io.tocsin.send.sms.smgp.SmgpProtocol;
import io.tocsin.send.sms.smgp.Submit;
import io.tocsin.send.sms.smpp.Address;
import io.tocsin.send.sms.smpp.Mode;
import io.tocsin.send.sms.smpp.SmppAccount;
import io.tocsin.send.sms.smpp.SmppCauses;
import io.tocsin.send.sms.smpp.SmppMessage;
import io.tocsin.send.sms.smpp.SmppProtocol;
import io.tocsin.send.sms.text.Encoding;
import io.tocsin.send.sms.text.Joining;
import io.tocsin.send.sms.text.Segmenter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes carriers from their configuration.
 */
public final class SmsCarriers {
    /** The most segments of one SMS. */
    private static final int MAX_SEGMENTS = 16;
    /** How often a silent carrier is asked: N of CMPP V3.0.0, 7.4. */
    private static final int KEEP_ALIVE_TRIES = 3;
    /** ClientVersion of SMGP 3.0 (V3.0.3, 7.2.2). */
    private static final int SMGP_VERSION = 0x30;
    /**
     * Sequences of one SGIP connection; what begins there is drawn at random, and the second is part of
     * each.
     */
    private static final int SGIP_COUNTERS = 1 << 24;
    /** Receipts per session that may wait for their durable write. */
    private static final int MAX_RECEIPTS = 4096;
    private static final Backoff RECONNECT = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));
    private static final Backoff REFUSED = new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(10));

    private final SmsEnvironment environment;

    /** A maker of carriers that share an environment. */
    public SmsCarriers(SmsEnvironment environment) {
        this.environment = environment;
    }

    /** A carrier that is not started. */
    public SmsCarrier make(SmsCarrierConfig config, CarrierEvents events) {
        return make(config, settings(config.session()), events);
    }

    SmsCarrier make(SmsCarrierConfig config, SessionSettings settings, CarrierEvents events) {
        SplittableRandom random = new SplittableRandom(environment.seed() + config.name().hashCode());
        EventLoop loop = environment.loops().next();
        LeasedSessions.Parts leased = new LeasedSessions.Parts(environment.leases(), loop, environment.ticker(),
                settings.responseTimeout().plusSeconds(1));
        CauseTable usual = table(config.dialect());
        OwnCauses<CauseTable> causes = new OwnCauses<>(config.name(), () -> usual, config.causes(), CauseTable::over);
        return new SmsCarrier(config.name(),
                new SmsCarrier.Making(segmenter(config.text(), config.dialect()), random.nextInt(),
                        config.text().flash()),
                loop, leased,
                causes, events, listener -> {
                    Wiring wiring = new Wiring(config, settings, listener, random, causes);
                    return switch (config.dialect()) {
                        case Dialect.Cmpp _ -> new Connections(sessions(wiring, null, cmpp(wiring)));
                        case Dialect.Smpp smpp -> smpp(wiring, smpp);
                        case Dialect.Smgp smgp -> smgp(wiring, smgp);
                        case Dialect.Sgip sgip -> sgip(wiring, sgip);
                    };
                });
    }

    /** What the connections of one carrier have in common. */
    private record Wiring(SmsCarrierConfig config, SessionSettings settings, SessionListener listener,
            SplittableRandom random, Supplier<CauseTable> causes) {}

    private static CauseTable table(Dialect dialect) {
        return switch (dialect) {
            case Dialect.Cmpp _ -> CmppCauses.table();
            case Dialect.Smpp _ -> SmppCauses.table();
            case Dialect.Smgp _ -> SmgpCauses.table();
            case Dialect.Sgip _ -> SgipCauses.table();
        };
    }

    private <M> List<SmsSession<M>> sessions(Wiring wiring, @Nullable ClientTls tls,
            Supplier<SmsProtocol<M>> protocols) {
        List<SmsSession<M>> sessions = new ArrayList<>();
        for (int i = 1; i <= wiring.config.session().sessions(); i++) {
            sessions.add(session(wiring, "-" + i, tls, protocols));
        }
        return sessions;
    }

    private <M> SmsSession<M> session(Wiring wiring, String name, @Nullable ClientTls tls,
            Supplier<SmsProtocol<M>> protocols) {
        SmsCarrierConfig config = wiring.config;
        Connector connector = new Connector(config.account().host(), config.account().port(),
                config.session().connectTimeout(), tls);
        return new SmsSession<>(config.name() + name, protocols, wiring.settings, new SessionEnvironment(connector,
                environment.loops().next(), environment.ticker(), wiring.random.split()), wiring.listener);
    }

    private Supplier<SmsProtocol<CmppMessage>> cmpp(Wiring wiring) {
        AccountConfig from = wiring.config.account();
        CmppVersion version = from.version().startsWith("3") ? CmppVersion.V3_0 : CmppVersion.V2_0;
        // Many gateways prove nothing, or in their own way (docs/protocols.md), so their proof is not asked
        // for.
        CmppAccount account = new CmppAccount(from.account(), from.secret().reveal(), version, from.source(),
                CmppAccount.freeWithReceipt(from.account(), from.serviceId()), false);
        Supplier<CauseTable> causes = wiring.causes;
        return () -> new CmppProtocol(account, causes, environment.clock());
    }

    private Connections smpp(Wiring wiring, Dialect.Smpp smpp) {
        AccountConfig from = wiring.config.account();
        Dialect.Smpp.Numbering numbering = smpp.numbering();
        SmppAccount account = new SmppAccount(from.account(), from.secret().reveal(), smpp.systemType(),
                new Address(numbering.sourceTon(), numbering.sourceNpi(), from.source()), numbering.numbers(),
                from.serviceId(), new SmppAccount.Codings(smpp.codes().asciiCoding(), smpp.codes().alphabet()),
                smpp.ids(), smpp.codes().flowCodes());
        Supplier<CauseTable> causes = wiring.causes;
        ClientTls tls = smpp.tls() == null ? null : tls(smpp.tls());
        if (smpp.bind() == Dialect.Bind.TRANSCEIVER) {
            return new Connections(sessions(wiring, tls, () -> new SmppProtocol(account, Mode.TRANSCEIVER, causes)));
        }
        SmsSession<SmppMessage> receiver = session(wiring, "-receiver", tls,
                () -> new SmppProtocol(account, Mode.RECEIVER, causes));
        return new Connections(sessions(wiring, tls, () -> new SmppProtocol(account, Mode.TRANSMITTER, causes)),
                List.of(receiver));
    }

    private Connections smgp(Wiring wiring, Dialect.Smgp smgp) {
        AccountConfig from = wiring.config.account();
        SmgpAccount account = new SmgpAccount(from.account(), from.secret().reveal(), SMGP_VERSION, from.source(),
                Submit.Terms.freeWithReceipt(from.serviceId()), smgp.flowCodes());
        Supplier<CauseTable> causes = wiring.causes;
        boolean both = smgp.bind() == Dialect.Bind.TRANSCEIVER;
        List<SmsSession<SmgpMessage>> sessions = sessions(wiring, null, () -> new SmgpProtocol(account,
                both ? SmgpAccount.Mode.BOTH : SmgpAccount.Mode.SEND, causes, environment.clock()));
        return both
                ? new Connections(sessions)
                : new Connections(sessions, List.of(session(wiring, "-receiver", null, () -> new SmgpProtocol(account,
                        SmgpAccount.Mode.RECEIVE, causes, environment.clock()))));
    }

    private Connections sgip(Wiring shared, Dialect.Sgip sgip) {
        Wiring wiring = new Wiring(shared.config, shared.settings.leaving(), shared.listener, shared.random,
                shared.causes);
        AccountConfig from = wiring.config.account();
        SgipAccount account = new SgipAccount(from.account(), from.secret().reveal(), (int) sgip.node(), from.source(),
                io.tocsin.send.sms.sgip.Submit.Terms.freeWithReceipt(sgip.corpId(), from.serviceId()),
                sgip.flowCodes());
        Supplier<CauseTable> causes = wiring.causes;
        AtomicInteger bases = new AtomicInteger(wiring.random.nextInt());
        Dialect.Sgip.Listen listen = sgip.listen();
        ListeningSession<SgipMessage> listening = new ListeningSession<>(wiring.config.name() + "-listener",
                new ListeningSession.Place(new GuardedListener(listen.bind(), listen.port(), listen.allow()),
                        environment.loops().next(), environment.ticker()),
                () -> new SgipProtocol(account, false, causes, environment.clock(), bases.getAndAdd(SGIP_COUNTERS)),
                wiring.settings, wiring.listener);
        return new Connections(sessions(wiring, null, () -> new SgipProtocol(account, true, causes, environment.clock(),
                bases.getAndAdd(SGIP_COUNTERS))), List.of(listening));
    }

    private static ClientTls tls(Dialect.Smpp.Tls config) {
        try {
            return ClientTls.trusting(config.trust());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SessionSettings settings(SessionConfig config) {
        KeepAliveRule keepAlive = new KeepAliveRule(config.keepAlive(), config.responseTimeout(), KEEP_ALIVE_TRIES);
        return new SessionSettings(config.window(), config.connectTimeout(), config.responseTimeout(), keepAlive,
                RECONNECT, REFUSED, MAX_RECEIPTS);
    }

    private static Segmenter segmenter(TextConfig config, Dialect dialect) {
        Joining joining = dialect.longTexts();
        Segmenter segmenter = switch (config.encoding()) {
            case AUTO -> new Segmenter(true, Encoding.UCS2, joining, MAX_SEGMENTS);
            case UCS2 -> new Segmenter(false, Encoding.UCS2, joining, MAX_SEGMENTS);
            case GB18030 -> new Segmenter(true, Encoding.GB18030, joining, MAX_SEGMENTS);
        };
        return segmenter.leaving(config.theirs());
    }
}
