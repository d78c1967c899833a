package io.tocsin.config;

import io.tocsin.dispatch.RouteConfig;
import io.tocsin.dispatch.call.CallLimit;
import io.tocsin.send.sms.SmsCarrierConfig;
import io.tocsin.send.voice.TrunkConfig;
import io.tocsin.warning.Channel;
import java.util.Locale;

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
            return sms.protocol().name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A SIP trunk behind an Asterisk.
     *
     * @param route for dispatch
     * @param pbx name of the Asterisk, one of {@code pbxes}
     * @param lines how many calls all nodes together may have
     * @param trunk for its calls
     */
    record Voice(RouteConfig route, String pbx, CallLimit lines, TrunkConfig trunk) implements CarrierConfig {
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
