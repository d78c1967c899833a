package io.tocsin.config;

import io.tocsin.config.value.Checks;
import io.tocsin.dispatch.RouteConfig;
import io.tocsin.dispatch.call.CallLimit;
import io.tocsin.send.sms.SmsCarrierConfig;
import io.tocsin.send.voice.TrunkConfig;
import io.tocsin.warning.Channel;
import java.time.Duration;

/** One carrier, {@code carriers.NAME}, by the parts that need it. */
public sealed interface CarrierConfig {
    /** For dispatch. */
    RouteConfig route();

    /** How it reaches people. */
    Channel channel();

    /** The word of {@code protocol}. */
    String protocol();

    /**
     * An account for text messages.
     *
     * @param route for dispatch
     * @param sms for its sessions
     */
    record Sms(RouteConfig route, SmsCarrierConfig sms) implements CarrierConfig {
        @Override
        public Channel channel() {
            return Channel.SMS;
        }

        @Override
        public String protocol() {
            return sms.dialect().word();
        }
    }

    /**
     * A SIP trunk behind an Asterisk.
     *
     * @param route for dispatch
     * @param pbx name of the Asterisk, one of {@code pbxes}
     * @param lines how many calls all nodes together may have
     * @param slowStart how long its rate grows after it came into service; zero for not at all
     * @param trunk for its calls
     */
    record Voice(RouteConfig route, String pbx, CallLimit lines, Duration slowStart, TrunkConfig trunk)
            implements
                CarrierConfig {
        /** Default of {@code slowStart}. */
        public static final Duration SLOW_START = Duration.ofSeconds(30);

        /** Refuses what is out of range. */
        public Voice {
            new Checks().between("slowStart", slowStart, Duration.ZERO, Duration.ofMinutes(10)).done();
        }

        @Override
        public Channel channel() {
            return Channel.VOICE;
        }

        @Override
        public String protocol() {
            return "asterisk";
        }
    }
}
