package io.tocsin;

import io.tocsin.config.CarrierConfig;
import io.tocsin.config.TocsinConfig;
import io.tocsin.net.JdkHttpCaller;
import io.tocsin.send.voice.agi.RecordingConfig;
import io.tocsin.send.voice.agi.door.RecordingShelf;
import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.PublishedDialogs;
import io.tocsin.send.voice.prompt.PromptSources;
import io.tocsin.send.voice.prompt.PromptWarmer;
import io.tocsin.send.voice.prompt.Prompts;
import io.tocsin.send.voice.prompt.SpokenPrompts;
import io.tocsin.send.voice.prompt.Utterance;
import io.tocsin.send.voice.prompt.engine.SpeechEngine;
import io.tocsin.send.voice.prompt.engine.SpeechEngines;
import io.tocsin.warning.Warning;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What calls say, wired: made when the node starts, and, where a text names a person's own things,
 * when the call is prepared, so that it is there when somebody has answered.
 */
final class Speech {
    private static final Logger LOG = LoggerFactory.getLogger(Speech.class);
    private static final int REMEMBERED = 20_000;
    /** Looks after which a published version is begun with even though something of it is not made. */
    private static final int MOST_LOOKS = 30;

    private final PublishedDialogs dialogs;
    private final PromptWarmer warmer;
    /** Published versions whose prompts are being made, by name, and how often that was looked at. */
    private final Map<String, Premiere> premieres = new ConcurrentHashMap<>();
    /** What was warmed lately: a version of a dialog and the values that it says. */
    private final Set<List<String>> warmed = lately();
    private final Set<List<String>> foreseen = lately();

    private record Premiere(Dialog dialog, int looks) {}

    private static Set<List<String>> lately() {
        return Collections.synchronizedSet(Collections.newSetFromMap(
                new LinkedHashMap<>() {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<List<String>, Boolean> eldest) {
                        return size() > REMEMBERED;
                    }
                }));
    }

    /** Prompts for the dialogs. */
    Speech(Prompts prompts, PublishedDialogs dialogs) {
        this.dialogs = dialogs;
        this.warmer = new PromptWarmer(prompts);
        warmer.warm(dialogs.current());
    }

    /**
     * New calls are to begin with that dialog, once what it says to anybody has been made.
     *
     * @param atOnce whether they begin with it now, whatever has been made
     * @throws IllegalArgumentException when its version was published with other content
     */
    void begin(Dialog dialog, boolean atOnce) {
        Premiere before = premieres.get(dialog.name());
        if (!atOnce && before != null && before.dialog().equals(dialog)) {
            // All that is published is gone through again when one of it changes: its looks go on.
            return;
        }
        premieres.remove(dialog.name());
        if (dialogs.current(dialog.name()).filter(dialog::equals).isPresent()) {
            return;
        }
        dialogs.keep(dialog);
        warmer.warm(List.of(dialog));
        if (atOnce || warmer.isWarm(dialog)) {
            dialogs.begin(dialog);
        } else {
            premieres.put(dialog.name(), new Premiere(dialog, 0));
        }
    }

    /** Looks whether what published versions say has been made; to be called now and then. */
    void look() {
        premieres.values().forEach(each -> {
            boolean warm = warmer.isWarm(each.dialog());
            if (!warm && each.looks() < MOST_LOOKS) {
                // What had no room in the queue is asked for again.
                warmer.warm(List.of(each.dialog()));
                premieres.replace(each.dialog().name(), each, new Premiere(each.dialog(), each.looks() + 1));
            } else if (premieres.remove(each.dialog().name(), each)) {
                if (!warm) {
                    LOG.warn("Calls begin with {} version {} although not all that it says has been made",
                            each.dialog().name(), each.dialog().version());
                }
                dialogs.begin(each.dialog());
            }
        });
    }

    /**
     * Deletes recordings that are too old, now and then; nothing where calls are not recorded.
     *
     * @param open ends it
     */
    static void recordings(TocsinConfig config, Clock clock, ScheduledExecutorService scheduler, Closing open) {
        RecordingConfig recording = config.speech().recording();
        if (recording.enabled()) {
            RecordingShelf shelf = new RecordingShelf(Path.of(recording.folder()), recording.retention());
            Future<?> sweeping = scheduler.scheduleWithFixedDelay(
                    () -> Thread.ofVirtual().name("recordings").start(() -> shelf.sweep(clock.instant())), 1, 60,
                    TimeUnit.MINUTES);
            open.kept("the look at recordings", () -> sweeping.cancel(false));
        }
    }

    /**
     * The prompts of a node; none when it places no calls.
     *
     * @param open closes them
     * @throws IllegalStateException when their folder or a file of theirs cannot be used
     */
    static Prompts prompts(TocsinConfig config, Outside outside, Clock clock, Closing open) {
        Prompts given = outside.prompts();
        if (given != null) {
            return given;
        }
        if (config.carriers().values().stream().noneMatch(CarrierConfig.Voice.class::isInstance)) {
            return new Mute();
        }
        try {
            var tts = config.speech().tts();
            SpeechEngine engine = SpeechEngines.of(tts, open.kept("a speech server's answers", new JdkHttpCaller()),
                    clock);
            Path folder = config.voice().folder();
            Path recordings = folder == null ? Path.of("recordings") : folder.resolve("recordings");
            return open.kept("prompts that are being made", new SpokenPrompts(config.speech().prompts(),
                    new PromptSources(engine, tts.timeout(), recordings), tts.concurrency(), clock));
        } catch (IOException e) {
            throw new IllegalStateException("voice: " + e.getMessage(), e);
        }
    }

    /** A warning is about to be rung for: what is said to this person is made while it rings. */
    void due(String dialog, Warning warning) {
        dialogs.current(dialog).ifPresent(now -> {
            Map<String, String> said = own(now, warning.said());
            if (!said.isEmpty() && warmed.add(List.of(now.label(), said.toString()))) {
                warmer.warm(now, List.of(said));
            }
        });
    }

    /** Somebody may be rung for that: it is made when nothing waits that is due. */
    void ahead(String dialog, Map<String, String> all) {
        dialogs.current(dialog).ifPresent(now -> {
            Map<String, String> said = own(now, all);
            if (!said.isEmpty() && foreseen.add(List.of(now.label(), said.toString()))) {
                warmer.warmAhead(now, said);
            }
        });
    }

    /** What the dialog says of these things; changes the map. */
    private static Map<String, String> own(Dialog dialog, Map<String, String> said) {
        said.keySet().retainAll(dialog.content().variables().keySet());
        return said;
    }

    private static final class Mute implements Prompts {
        @Override
        public Optional<String> sound(Utterance utterance, Duration within) {
            return Optional.empty();
        }

        @Override
        public void warm(Collection<Utterance> utterances) {
            // Nobody is called.
        }

        @Override
        public void warmAhead(Collection<Utterance> utterances) {
            // Nobody is called.
        }
    }
}
