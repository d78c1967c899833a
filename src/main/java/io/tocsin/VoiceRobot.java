package io.tocsin;

import io.netty.util.concurrent.Ticker;
import io.tocsin.config.CarrierConfig;
import io.tocsin.config.TocsinConfig;
import io.tocsin.net.EventLoops;
import io.tocsin.plan.Playbook;
import io.tocsin.plan.Step;
import io.tocsin.send.Carrier;
import io.tocsin.send.CarrierEvents;
import io.tocsin.send.voice.CallCauses;
import io.tocsin.send.voice.DialogResults;
import io.tocsin.send.voice.Pbx;
import io.tocsin.send.voice.VoiceCarrier;
import io.tocsin.send.voice.ami.AmiSession;
import io.tocsin.send.voice.ami.AmiSettings;
import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.PublishedDialogs;
import io.tocsin.send.voice.dialog.Seals;
import io.tocsin.send.voice.place.PbxConfig;
import io.tocsin.warning.Channel;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Calls, wired: the Asterisks that trunks need, the dialogs that playbooks name, and whoever talks.
 * What it makes is started and closed by its carriers.
 */
final class VoiceRobot {
    private final Map<String, Pbx> pbxes = new LinkedHashMap<>();
    private final PublishedDialogs dialogs;
    private final CallCauses causes = CallCauses.usual();

    /**
     * Publishes the dialogs.
     *
     * @throws IllegalStateException when one of them was published with other content
     */
    VoiceRobot(TocsinConfig config, Seals seals, EventLoops loops, RandomGenerator random) {
        dialogs = published(config, seals);
        // Who talks, and knows what came of it, takes the place of NONE.
        DialogResults results = DialogResults.NONE;
        Set<String> used = config.carriers().values().stream().filter(CarrierConfig.Voice.class::isInstance)
                .map(carrier -> ((CarrierConfig.Voice) carrier).pbx()).collect(Collectors.toSet());
        config.voice().pbxes().values().stream().filter(pbx -> used.contains(pbx.name())).forEach(
                pbx -> pbxes.put(pbx.name(), new Pbx(pbx.name(), settings(pbx),
                        new AmiSession.Environment(loops.next(), Ticker.systemTicker(), random), results)));
    }

    private static PublishedDialogs published(TocsinConfig config, Seals seals) {
        Set<String> named = config.playbooks().values().stream().map(Playbook::steps).flatMap(Collection::stream)
                .filter(step -> step.channel() == Channel.VOICE).map(Step::template).collect(Collectors.toSet());
        PublishedDialogs published = new PublishedDialogs(seals);
        for (Dialog dialog : config.voice().dialogs()) {
            if (!dialog.draft() && named.contains(dialog.name())) {
                try {
                    published.publish(dialog);
                } catch (IllegalArgumentException e) {
                    throw new IllegalStateException("dialogs: " + e.getMessage(), e);
                }
            }
        }
        return published;
    }

    private static AmiSettings settings(PbxConfig pbx) {
        return new AmiSettings(pbx.host(), pbx.port(), pbx.account(), pbx.secret());
    }

    /** The carrier of a trunk. */
    Carrier carrier(CarrierConfig.Voice trunk, CarrierEvents events) {
        Pbx pbx = pbxes.get(trunk.pbx());
        if (pbx == null) {
            throw new IllegalStateException("no Asterisk " + trunk.pbx() + " is configured");
        }
        return new VoiceCarrier(trunk.trunk(), pbx, causes, events);
    }

    /** The Asterisks. */
    Collection<Pbx> pbxes() {
        return pbxes.values();
    }

    /** The dialogs that calls may hold. */
    PublishedDialogs dialogs() {
        return dialogs;
    }
}
