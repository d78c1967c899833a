package io.tocsin;

import io.tocsin.access.content.ContentName;
import io.tocsin.access.content.ContentName.Kind;
import io.tocsin.access.content.Contents;
import io.tocsin.access.content.Proposal;
import io.tocsin.config.TemplateConfig;
import io.tocsin.config.TocsinConfig;
import io.tocsin.config.read.ContentReader;
import io.tocsin.dispatch.text.Templates;
import io.tocsin.http.ContentsResource;
import io.tocsin.http.RehearsalResource;
import io.tocsin.http.Resource;
import io.tocsin.observe.Probe;
import io.tocsin.observe.meter.ContentMeters;
import io.tocsin.observe.meter.Meters;
import io.tocsin.observe.meter.TaskMeters;
import io.tocsin.review.dictionary.DeskConfig;
import io.tocsin.review.dictionary.Dictionary;
import io.tocsin.review.dictionary.Script;
import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.store.access.RedisProposals;
import io.tocsin.store.facade.Store;
import io.tocsin.warning.Channel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said to people and asked of reviewers, as two people in the console change it: each node
 * takes up what was published within seconds, over what its file has.
 */
final class Editing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Editing.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    /** Looks after which what could not be used is tried again. */
    private static final int AGAIN = 15;
    private final TocsinConfig config;
    private final Templates templates;
    private final ReviewQueue review;
    private final Speech speech;
    /** The dialogs of the file, by name. */
    private final Map<String, Dialog> own;
    private final ContentCheck check;
    private final Contents contents;
    private final Uptake uptake = new Uptake();
    private final Probe look;
    private volatile DeskConfig desk;
    private boolean started;
    private int looks;

    /**
     * Takes up what was published before. When that fails the node starts with what its file has, says
     * so, and goes on trying.
     */
    Editing(TocsinConfig config, Store store, ReviewQueue review, VoiceRobot voice, Meters meters,
            InstantSource clock) {
        this.config = config;
        this.review = review;
        this.speech = voice.speech();
        templates = new Rules(config).templates();
        desk = config.review().desk();
        own = voice.dialogs().current().stream().collect(Collectors.toMap(Dialog::name, Function.identity()));
        check = new ContentCheck(config, voice.dialogs(), this::desk, review.ports().reads()::dictionary);
        contents = new Contents(new RedisProposals(store.base().redis(), store.base().cipher()), check, clock,
                this::take);
        ContentMeters.watch(meters, uptake::faults);
        try {
            look();
        } catch (RuntimeException e) {
            LOG.warn("Published contents could not be looked at, those of the file hold meanwhile: {}", e.getMessage());
        }
        started = true;
        look = TaskMeters.watched(meters, "contents", new Probe("the look at published contents", this::look, LOOK,
                clock));
    }

    private void look() {
        try {
            if (!uptake.isWhole() && ++looks % AGAIN == 0) {
                contents.again();
            }
            contents.refresh();
        } finally {
            speech.look();
        }
    }

    /** Begins to look for what others publish. */
    void start() {
        look.start();
    }

    @Override
    public void close() {
        look.close();
    }

    /** The texts that hold. */
    Templates templates() {
        return templates;
    }

    /** What reviewers find on the desk. */
    DeskConfig desk() {
        return desk;
    }

    /** What is served about contents. */
    List<Resource> resources() {
        return List.of(new ContentsResource(contents), new RehearsalResource(check::tried));
    }

    private void take(List<Proposal> published) {
        Map<ContentName, Proposal> latest = Contents.latest(published);
        Uptake.Round round = uptake.round();
        texts(of(latest.values(), Kind.TEMPLATE), round);
        scripts(of(latest.values(), Kind.SCRIPT), round);
        dispositions(of(latest.values(), Kind.DISPOSITIONS), round);
        dialogs(of(latest.values(), Kind.DIALOG), round);
        round.end();
    }

    private void texts(List<Proposal> published, Uptake.Round round) {
        Map<String, String> texts = new HashMap<>();
        published.forEach(each -> round.take(each,
                (name, text) -> texts.put(name, new TemplateConfig(Channel.SMS, text).text())));
        templates.publish(texts);
    }

    private void scripts(List<Proposal> published, Uptake.Round round) {
        DeskConfig file = config.review().desk();
        List<Script> scripts = new ArrayList<>();
        published.forEach(each -> round.take(each, (name, text) -> {
            Script script = ContentReader.script(name, text);
            with(file, Stream.concat(scripts.stream(), Stream.of(script)).toList());
            scripts.add(script);
        }));
        desk = with(file, scripts);
    }

    private static DeskConfig with(DeskConfig file, List<Script> scripts) {
        return new DeskConfig(file.stations(), file.messages(), DeskConfig.before(scripts, file.scripts()));
    }

    private void dispositions(List<Proposal> published, Uptake.Round round) {
        if (published.isEmpty()) {
            use(config.review().dictionary());
        }
        published.forEach(each -> round.take(each, (name, text) -> use(ContentReader.dictionary(name, text))));
    }

    private void use(Dictionary dictionary) {
        if (!dictionary.equals(review.base().dictionary().get())) {
            review.use(dictionary);
        }
    }

    /** Of a dialog of which nothing published holds, new calls begin with the file's. */
    private void dialogs(List<Proposal> published, Uptake.Round round) {
        Map<String, Dialog> others = new HashMap<>(own);
        published.forEach(each -> {
            others.remove(each.of().name());
            round.take(each, (name, text) -> speech.begin(check.dialog(name, text), !started));
        });
        others.values().forEach(dialog -> speech.begin(dialog, !started));
    }

    /** Those of that kind that are no taking back, by name, the same on every node. */
    private static List<Proposal> of(Collection<Proposal> all, Kind kind) {
        return all.stream().filter(each -> each.of().kind() == kind && each.text() != null)
                .sorted(Comparator.comparing(each -> each.of().name())).toList();
    }
}
