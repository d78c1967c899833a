package io.tocsin;

import io.tocsin.access.content.ContentName;
import io.tocsin.access.content.ContentName.Kind;
import io.tocsin.access.content.Contents;
import io.tocsin.access.content.Proposal;
import io.tocsin.config.TocsinConfig;
import io.tocsin.config.read.ContentReader;
import io.tocsin.dispatch.text.Templates;
import io.tocsin.http.ContentsResource;
import io.tocsin.http.Resource;
import io.tocsin.observe.Probe;
import io.tocsin.review.dictionary.DeskConfig;
import io.tocsin.review.dictionary.Dictionary;
import io.tocsin.review.dictionary.Script;
import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.PublishedDialogs;
import io.tocsin.store.access.RedisProposals;
import io.tocsin.store.facade.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    private final TocsinConfig config;
    private final Templates templates;
    private final ReviewQueue review;
    private final PublishedDialogs dialogs;
    private final ContentCheck check;
    private final Contents contents;
    private final Probe look;
    private volatile DeskConfig desk;

    /** Takes up what was published before. */
    Editing(TocsinConfig config, Store store, ReviewQueue review, PublishedDialogs dialogs, InstantSource clock) {
        this.config = config;
        this.review = review;
        this.dialogs = dialogs;
        templates = new Rules(config).templates();
        desk = config.review().desk();
        check = new ContentCheck(config, dialogs, this::desk, review.ports().reads()::dictionary);
        contents = new Contents(new RedisProposals(store.base().redis(), store.base().cipher()), check, clock,
                this::take);
        contents.refresh();
        look = new Probe("published contents", contents::refresh, LOOK, clock);
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
    Resource resource() {
        return new ContentsResource(contents);
    }

    private void take(List<Proposal> published) {
        Map<ContentName, Proposal> latest = Contents.latest(published);
        Map<String, String> texts = new HashMap<>();
        of(latest.values().stream(), Kind.TEMPLATE).forEach(p -> texts.put(p.of().name(), text(p)));
        templates.publish(texts);
        DeskConfig file = config.review().desk();
        List<Script> scripts = of(latest.values().stream(), Kind.SCRIPT)
                .flatMap(p -> safely(p, () -> Stream.of(ContentReader.script(p.of().name(), text(p))))).toList();
        desk = new DeskConfig(file.stations(), file.messages(), DeskConfig.before(scripts, file.scripts()));
        dispositions(latest);
        published.stream().map(Proposal::of).filter(of -> of.kind() == Kind.DIALOG).distinct()
                .forEach(of -> dialog(of, published, latest));
    }

    private void dispositions(Map<ContentName, Proposal> latest) {
        Dictionary file = config.review().dictionary();
        Dictionary now = of(latest.values().stream(), Kind.DISPOSITIONS)
                .flatMap(p -> safely(p, () -> Stream.of(ContentReader.dictionary(p.of().name(), text(p)))))
                .findFirst().orElse(file);
        if (!now.equals(review.base().dictionary().get())) {
            review.use(now);
        }
    }

    /** All versions are known, for calls that began with them; what was taken back begins no call. */
    private void dialog(ContentName of, List<Proposal> published, Map<ContentName, Proposal> latest) {
        Set<Integer> versions = new HashSet<>();
        for (Proposal each : of(published.stream().filter(p -> p.of().equals(of)), Kind.DIALOG).toList()) {
            safely(each, () -> {
                Dialog dialog = check.reader().read(of.name(), text(each));
                dialogs.publish(dialog);
                versions.add(dialog.version());
                return Stream.of(dialog);
            });
        }
        Proposal holding = latest.get(of);
        dialogs.withdraw(of.name(), holding == null || holding.text() == null ? versions : Set.of());
    }

    private static Stream<Proposal> of(Stream<Proposal> all, Kind kind) {
        return all.filter(each -> each.of().kind() == kind && each.text() != null);
    }

    private static String text(Proposal proposal) {
        return Objects.requireNonNull(proposal.text());
    }

    /** One that this version of the program cannot read does not hold up the others. */
    private static <T> Stream<T> safely(Proposal proposal, java.util.function.Supplier<Stream<T>> read) {
        try {
            return read.get();
        } catch (RuntimeException e) {
            LOG.error("{} version {} cannot be taken up: {}", proposal.of(), proposal.verdict().version(),
                    e.getMessage());
            return Stream.of();
        }
    }
}
