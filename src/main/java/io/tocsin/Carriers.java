package io.tocsin;

import io.tocsin.config.CarrierConfig;
import io.tocsin.config.TocsinConfig;
import io.tocsin.dispatch.call.CallRules;
import io.tocsin.dispatch.run.Dispatcher;
import io.tocsin.send.Carrier;
import io.tocsin.send.CarrierEvents;
import io.tocsin.send.sms.SmsCarriers;
import io.tocsin.send.voice.CallCauses;
import io.tocsin.warning.CauseWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The carriers of a node, wired: made by the configuration and given to dispatch. */
final class Carriers {
    private final Map<String, Carrier> byName = new LinkedHashMap<>();

    /** Makes them; none is started. */
    Carriers(TocsinConfig config, SmsCarriers sms, VoiceRobot voice, Dispatcher dispatcher, CarrierEvents events) {
        config.carriers().forEach((name, carrier) -> {
            switch (carrier) {
                case CarrierConfig.Sms(var route, var account) -> dispatcher.add(
                        kept(name, sms.make(account, events)), route, account.text().signature());
                case CarrierConfig.Voice trunk -> dispatcher.add(kept(name, voice.carrier(trunk, events)),
                        trunk.route(), new CallRules(trunk.lines(), trunk.slowStart(),
                                cause -> CallCauses.isCongestion(cause.raw())));
            }
        });
    }

    private Carrier kept(String name, Carrier made) {
        byName.put(name, made);
        return made;
    }

    /** All of them, in the order of the configuration. */
    List<Carrier> all() {
        return List.copyOf(byName.values());
    }

    /** Opens their connections. */
    void start() {
        byName.values().forEach(Carrier::start);
    }

    /** Looks whether files that they read have changed; to be called now and then, may block. */
    void look() {
        byName.values().forEach(Carrier::look);
    }

    /** What a raw code of a carrier means in words; none when nobody knows it. */
    CauseWords words(String carrier, String raw) {
        Carrier found = byName.get(carrier);
        return found == null ? CauseWords.NONE : found.words(raw);
    }
}
