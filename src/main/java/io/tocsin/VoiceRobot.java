package io.tocsin;

import io.netty.util.concurrent.Ticker;
import io.tocsin.config.CarrierConfig;
import io.tocsin.config.SpeechConfig;
import io.tocsin.config.TocsinConfig;
import io.tocsin.ingest.NewWarning;
import io.tocsin.net.EventLoops;
import io.tocsin.observe.meter.Meters;
import io.tocsin.observe.meter.voice.PbxMeters;
import io.tocsin.observe.meter.voice.PromptMeters;
import io.tocsin.observe.meter.voice.TalkMeters;
import io.tocsin.plan.Playbook;
import io.tocsin.plan.Step;
import io.tocsin.send.Carrier;
import io.tocsin.send.CarrierEvents;
import io.tocsin.send.voice.CallCauses;
import io.tocsin.send.voice.cause.SiteCauses;
import io.tocsin.send.voice.Pbx;
import io.tocsin.send.voice.VoiceCarrier;
import io.tocsin.send.voice.agi.AgiCounts;
import io.tocsin.send.voice.agi.AgiListener;
import io.tocsin.send.voice.agi.AgiSettings;
import io.tocsin.send.voice.agi.CallJournal;
import io.tocsin.send.voice.agi.door.AgiDoor;
import io.tocsin.send.voice.ami.AmiSession;
import io.tocsin.send.voice.ami.AmiSettings;
import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.PublishedDialogs;
import io.tocsin.send.voice.dialog.Seals;
import io.tocsin.send.voice.place.AgiConfig;
import io.tocsin.send.voice.place.PbxConfig;
import io.tocsin.send.voice.prompt.Prompts;
import io.tocsin.send.voice.prompt.SpokenPrompts;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Warning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Calls, wired: the Asterisks that trunks need, the dialogs that playbooks name, and where answered
 * calls have them held. The Asterisks are started and closed by their carriers.
 */
final class VoiceRobot implements AutoCloseable {
    private final Prompts prompts;
    /** The dialogs that calls of a playbook hold, by its name; those without calls are not there. */
    private final Map<String, List<String>> called = new LinkedHashMap<>();
    /** Meters hold what they count weakly. */
    private final List<Object> measured = new ArrayList<>();
    private final Map<String, Pbx> pbxes = new LinkedHashMap<>();
    private final Map<String, AgiDoor> doors = new LinkedHashMap<>();
    private final PublishedDialogs dialogs;
    private final Speech speech;
    private final KnownCallees callees;
    private final Supplier<CallCauses> causes;
    private final @Nullable SiteCauses causeFile;

    /**
     * What calls need from elsewhere.
     *
     * @param seals what was published before
     * @param journal what is known and noted about calls
     * @param prompts what is said, as sound
     * @param steps hears how long calls wait for the program
     */
    record Ports(Seals seals, CallJournal journal, Prompts prompts, AgiListener steps) {}

    /**
     * Publishes the dialogs and listens for answered calls.
     *
     * @throws IllegalStateException when a dialog was published with other content, or where it should
     *             listen it cannot
     */
    VoiceRobot(TocsinConfig config, Ports ports, EventLoops loops, RandomGenerator random) {
        dialogs = published(config, ports.seals());
        causeFile = causes(config.speech().causes().causes());
        CallCauses usual = CallCauses.usual();
        causes = causeFile == null ? () -> usual : causeFile;
        config.playbooks().forEach((name, playbook) -> {
            List<String> held = playbook.steps().stream().filter(step -> step.channel() == Channel.VOICE)
                    .map(Step::template).distinct().toList();
            if (!held.isEmpty()) {
                called.put(name, held);
            }
        });
        prompts = ports.prompts();
        speech = new Speech(prompts, dialogs);
        callees = new KnownCallees(ports.journal());
        Set<String> used = config.carriers().values().stream().filter(CarrierConfig.Voice.class::isInstance)
                .map(carrier -> ((CarrierConfig.Voice) carrier).pbx()).collect(Collectors.toSet());
        try {
            for (PbxConfig pbx : config.voice().pbxes().values()) {
                if (used.contains(pbx.name())) {
                    add(config, pbx, ports, loops, random);
                }
            }
        } catch (IOException e) {
            close();
            throw new IllegalStateException("pbxes: " + e.getMessage(), e);
        }
    }

    private static @Nullable SiteCauses causes(@Nullable Path file) {
        try {
            return file == null ? null : new SiteCauses(file);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("voice.causes " + file + ": " + e.getMessage(), e);
        }
    }

    /** Looks whether files that it reads have changed; to be called now and then, may block. */
    void look() {
        if (causeFile != null) {
            causeFile.look();
        }
    }

    private void add(TocsinConfig config, PbxConfig pbx, Ports ports, EventLoops loops, RandomGenerator random)
            throws IOException {
        AgiDoor door = new AgiDoor(settings(pbx.agi(), config.speech()), callees, dialogs, ports.prompts(),
                Ticker.systemTicker(),
                random,
                ports.steps());
        doors.put(pbx.name(), door);
        pbxes.put(pbx.name(), new Pbx(pbx.name(), settings(pbx),
                new AmiSession.Environment(loops.next(), Ticker.systemTicker(), random), door.results(),
                door.advertised()));
    }

    private static AgiSettings settings(AgiConfig where, SpeechConfig speech) {
        return new AgiSettings(where, AgiSettings.USUAL_CALLS,
                speech.fallback(),
                speech.recording(), AgiSettings.Patience.USUAL);
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

    /** Shows how sessions, dialogs and prompts fare. */
    void measure(Meters meters) {
        measured.add(new PbxMeters(meters, pbxes.values()));
        Map<String, Supplier<AgiCounts>> talks = new LinkedHashMap<>();
        doors.forEach((name, door) -> talks.put(name, door::counts));
        measured.add(new TalkMeters(meters, talks));
        if (prompts instanceof SpokenPrompts spoken) {
            measured.add(new PromptMeters(meters, spoken::counts));
        }
    }

    /** A warning has come: what its calls may say is made as soon as nothing more urgent waits. */
    void ahead(NewWarning row) {
        for (String dialog : called.getOrDefault(row.playbook(), List.of())) {
            NewWarning.Fields fields = row.fields();
            speech.ahead(dialog, Warning.said(fields.vars(), fields.name(), fields.fraudType()));
        }
    }

    /** A warning is about to be rung for: what is said to this person is made while it rings. */
    void due(String dialog, Warning warning) {
        callees.rings(warning);
        speech.due(dialog, warning);
    }

    /** Where their answered calls are held, by the Asterisk's name. */
    Map<String, AgiDoor> doors() {
        return doors;
    }

    /** Leaves the calls that are up to the recorded warning; their carriers are closed before. */
    @Override
    public void close() {
        doors.values().forEach(AgiDoor::close);
    }

    /** What calls say. */
    Speech speech() {
        return speech;
    }

    /** The dialogs that calls may hold. */
    PublishedDialogs dialogs() {
        return dialogs;
    }
}
