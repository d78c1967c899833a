package io.tocsin;

import org.jspecify.annotations.Nullable;
import io.tocsin.report.Timeline;
import io.tocsin.config.CarrierConfig;
import io.tocsin.config.TocsinConfig;
import io.tocsin.dispatch.call.CallRules;
import io.tocsin.dispatch.run.Dispatcher;
import io.tocsin.send.Carrier;
import io.tocsin.send.recent.CauseWatch;
import io.tocsin.send.recent.RecentCauses;
import io.tocsin.send.sms.SmsCarriers;
import io.tocsin.send.voice.CallCauses;
import io.tocsin.warning.CauseWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The carriers of a node, wired: made by the configuration and given to dispatch. */
final class Carriers implements Timeline.Carriers {
    private final TocsinConfig config;
    private final Map<String, Carrier> byName = new LinkedHashMap<>();
    private final CauseWatch causes;

    /** Makes them; none is started. */
    Carriers(TocsinConfig config, SmsCarriers sms, VoiceRobot voice, Dispatcher dispatcher, CauseWatch events) {
        this.config = config;
        causes = events;
        config.carriers().forEach((name, carrier) -> {
            switch (carrier) {
                case CarrierConfig.Sms(var route, var account) -> dispatcher.add(
                        kept(name, sms.make(account, events)), route, account.text().ours());
                case CarrierConfig.Voice trunk -> dispatcher.add(kept(name, voice.carrier(trunk, events)),
                        trunk.route(), new CallRules(trunk.lines(), trunk.slowStart(),
                                cause -> CallCauses.isCongestion(cause.raw()), CallCauses::isNetworkRefusal));
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

    /** What a carrier said against attempts lately. */
    List<RecentCauses.Seen> recent(String carrier) {
        return causes.of(carrier);
    }

    /** Opens their connections. */
    void start() {
        byName.values().forEach(Carrier::start);
    }

    /** Looks whether files that they read have changed; to be called now and then, may block. */
    void look() {
        byName.values().forEach(Carrier::look);
    }

    @Override
    public CauseWords words(String carrier, String raw) {
        Carrier found = byName.get(carrier);
        return found == null ? CauseWords.NONE : found.words(raw);
    }

    @Override
    public @Nullable Double cost(String carrier) {
        CarrierConfig found = config.carriers().get(carrier);
        return found == null ? null : found.route().contract().cost();
    }
}
