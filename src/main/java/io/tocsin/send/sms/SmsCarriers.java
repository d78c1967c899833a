package io.tocsin.send.sms;

import io.netty.channel.EventLoop;
import io.tocsin.net.Backoff;
import io.tocsin.net.Connector;
import io.tocsin.send.CarrierEvents;
import io.tocsin.send.sms.cmpp.CmppAccount;
import io.tocsin.send.sms.cmpp.CmppCauses;
import io.tocsin.send.sms.cmpp.CmppMessage;
import io.tocsin.send.sms.cmpp.CmppProtocol;
import io.tocsin.send.sms.cmpp.CmppVersion;
import io.tocsin.send.sms.lease.LeasedSessions;
import io.tocsin.send.CauseTable;
import io.tocsin.send.sms.protocol.SmsProtocol;
import io.tocsin.send.sms.session.SessionEnvironment;
import io.tocsin.send.sms.session.SessionListener;
import io.tocsin.send.sms.session.SessionSettings;
import io.tocsin.send.sms.session.SessionSettings.KeepAliveRule;
import io.tocsin.send.sms.session.SmsSession;
import io.tocsin.send.sms.text.Encoding;
import io.tocsin.send.sms.text.Segmenter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Makes carriers from their configuration.
 */
public final class SmsCarriers {
    /** The most segments of one SMS. */
    private static final int MAX_SEGMENTS = 16;
    /** How often a silent carrier is asked: N of CMPP V3.0.0, 7.4. */
    private static final int KEEP_ALIVE_TRIES = 3;
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
        return new SmsCarrier(config.name(), new SmsCarrier.Making(segmenter(config.text()), random.nextInt()), loop,
                leased, events, listener -> switch (config.protocol()) {
                    case CMPP -> sessions(config, cmpp(config), settings, listener, random);
                });
    }

    private <M> List<SmsSession<M>> sessions(SmsCarrierConfig config, Supplier<SmsProtocol<M>> protocols,
            SessionSettings settings, SessionListener listener, SplittableRandom random) {
        Connector connector = new Connector(config.account().host(), config.account().port(),
                config.session().connectTimeout());
        List<SmsSession<M>> sessions = new ArrayList<>();
        for (int i = 1; i <= config.session().sessions(); i++) {
            EventLoop loop = environment.loops().next();
            sessions.add(new SmsSession<>(config.name() + "-" + i, protocols, settings,
                    new SessionEnvironment(connector, loop, environment.ticker(), random.split()), listener));
        }
        return sessions;
    }

    private Supplier<SmsProtocol<CmppMessage>> cmpp(SmsCarrierConfig config) {
        AccountConfig from = config.account();
        CmppVersion version = from.version().startsWith("3") ? CmppVersion.V3_0 : CmppVersion.V2_0;
        // Many gateways prove nothing, or in their own way (docs/protocols.md), so their proof is not asked
        // for.
        CmppAccount account = new CmppAccount(from.account(), from.secret().reveal(), version, from.source(),
                CmppAccount.freeWithReceipt(from.account(), from.serviceId()), false);
        CauseTable causes = CmppCauses.table().with(config.causes());
        return () -> new CmppProtocol(account, causes, environment.clock());
    }

    private static SessionSettings settings(SessionConfig config) {
        KeepAliveRule keepAlive = new KeepAliveRule(config.keepAlive(), config.responseTimeout(), KEEP_ALIVE_TRIES);
        return new SessionSettings(config.window(), config.connectTimeout(), config.responseTimeout(), keepAlive,
                RECONNECT, REFUSED, MAX_RECEIPTS);
    }

    private static Segmenter segmenter(TextConfig config) {
        return switch (config.encoding()) {
            case AUTO -> new Segmenter(true, Encoding.UCS2, false, MAX_SEGMENTS);
            case UCS2 -> new Segmenter(false, Encoding.UCS2, false, MAX_SEGMENTS);
            case GB18030 -> new Segmenter(true, Encoding.GB18030, false, MAX_SEGMENTS);
        };
    }
}
