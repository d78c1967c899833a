package io.tocsin;

import io.tocsin.access.content.BadContentException;
import io.tocsin.access.content.ContentName;
import io.tocsin.access.content.ContentName.Kind;
import io.tocsin.access.content.ContentRules;
import io.tocsin.config.TemplateConfig;
import io.tocsin.config.TocsinConfig;
import io.tocsin.config.dialog.DialogReader;
import io.tocsin.config.read.ContentReader;
import io.tocsin.config.value.InvalidRecord;
import io.tocsin.config.yaml.InvalidConfigException;
import io.tocsin.config.yaml.Problem;
import io.tocsin.review.dictionary.DeskConfig;
import io.tocsin.review.dictionary.Dictionary;
import io.tocsin.review.dictionary.Disposition.Effect;
import io.tocsin.review.dictionary.UsualDispositions;
import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.PublishedDialogs;
import io.tocsin.warning.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What may be published: the rules by which the configuration is read, and what goes with what
 * holds.
 */
final class ContentCheck implements ContentRules {
    /** There is one dictionary. */
    static final ContentName DISPOSITIONS = new ContentName(Kind.DISPOSITIONS, "review");
    private static final int SINGLE = 70;
    private static final int PART = 67;
    private static final Set<String> KNOWN = Set.of("signature", "name", "fraudType", "ref");
    private final TocsinConfig config;
    private final PublishedDialogs dialogs;
    private final Supplier<DeskConfig> desk;
    private final IntFunction<Optional<Dictionary>> dictionaries;
    private final Map<ContentName, String> base = new LinkedHashMap<>();

    /**
     * Reads what the file has.
     *
     * @param desk what holds
     * @param dictionaries those that were ever used, by version
     */
    ContentCheck(TocsinConfig config, PublishedDialogs dialogs, Supplier<DeskConfig> desk,
            IntFunction<Optional<Dictionary>> dictionaries) {
        this.config = config;
        this.dialogs = dialogs;
        this.desk = desk;
        this.dictionaries = dictionaries;
        config.templates().forEach((name, template) -> base.put(new ContentName(Kind.TEMPLATE, name), template.text()));
        Path folder = config.voice().folder();
        if (folder != null) {
            files(folder);
        }
        config.review().desk().scripts()
                .forEach(script -> base.put(new ContentName(Kind.SCRIPT, script.name()), ContentTexts.of(script)));
        base.put(DISPOSITIONS, ContentTexts.of(config.review().dictionary()));
    }

    /** The files of the dialogs that calls may hold. */
    private void files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
                String text = Files.readString(file);
                Dialog dialog = reader().read(String.valueOf(file.getFileName()), text);
                if (dialogs.latest(dialog.name()).filter(latest -> latest.version() == dialog.version()).isPresent()) {
                    base.put(new ContentName(Kind.DIALOG, dialog.name()), text);
                }
            }
        } catch (IOException | InvalidConfigException e) {
            throw new IllegalStateException("dialogs: " + e.getMessage(), e);
        }
    }

    /** Reads dialogs, with the recordings that are there. */
    DialogReader reader() {
        Path folder = config.voice().folder();
        return new DialogReader((language, file) -> folder != null && Files
                .isRegularFile(folder.resolve("recordings").resolve(language).resolve(file + ".wav")));
    }

    @Override
    public Map<ContentName, String> base() {
        return base;
    }

    @Override
    public List<String> check(ContentName of, String text) {
        if (of.kind() != Kind.SCRIPT && !base.containsKey(of)) {
            throw bad("got " + of + ", expected one that the configuration has: nothing would use another");
        }
        try {
            return switch (of.kind()) {
                case TEMPLATE -> template(text);
                case DIALOG -> dialog(of.name(), reader().read(of.name(), text));
                case SCRIPT -> script(of.name(), text);
                case DISPOSITIONS -> dispositions(ContentReader.dictionary(of.name(), text));
            };
        } catch (InvalidConfigException e) {
            throw new BadContentException(e.problems().stream().map(Problem::toString).toList());
        } catch (InvalidRecord e) {
            throw new BadContentException(e.faults().stream().map(InvalidRecord.Fault::toString).toList());
        }
    }

    private static BadContentException bad(String problem) {
        return new BadContentException(List.of(problem));
    }

    private static List<String> template(String text) {
        if (text.isBlank()) {
            throw bad("got no text, expected one");
        }
        TemplateConfig template = new TemplateConfig(Channel.SMS, text);
        List<String> notes = new ArrayList<>();
        int length = text.replace("{signature}", "【某某反诈中心】").replace("{name}", "欧阳某某").replace("{fraudType}", "冒充电商客服")
                .length();
        notes.add("about " + length + " characters, " + (length <= SINGLE ? 1 : (length + PART - 1) / PART)
                + " segments");
        template.variables().stream().filter(name -> !KNOWN.contains(name)).distinct()
                .forEach(name -> notes.add("{" + name + "} is empty for warnings that have no such variable"));
        if (text.matches("(?is).*(https?://|www\\.).*")) {
            notes.add("a link makes a warning look like a fraud");
        }
        return notes;
    }

    private List<String> dialog(String name, Dialog dialog) {
        if (!dialog.name().equals(name)) {
            throw bad("dialog: got " + dialog.name() + ", expected " + name);
        }
        if (dialog.draft()) {
            throw bad("draft: got true, expected a finished dialog");
        }
        Optional<Dialog> same = dialogs.find(name, dialog.version());
        if (same.isPresent() && !same.get().sha256().equals(dialog.sha256())) {
            throw bad(
                    "version: got " + dialog.version() + ", which was published with other content, expected another");
        }
        int latest = dialogs.latest(name).map(Dialog::version).orElse(0);
        if (dialog.version() < latest) {
            throw bad("version: got " + dialog.version() + ", expected one after " + latest);
        }
        return List.of("the longest way takes about " + dialog.spoken().toSeconds() + " s");
    }

    private List<String> script(String name, String text) {
        DeskConfig now = desk.get();
        new DeskConfig(now.stations(), now.messages(),
                DeskConfig.before(List.of(ContentReader.script(name, text)), now.scripts()));
        return List.of();
    }

    private List<String> dispositions(Dictionary dictionary) {
        @Nullable
        Dictionary known = dictionaries.apply(dictionary.version()).orElse(null);
        if (known != null && !known.equals(dictionary)) {
            throw bad("version: got " + dictionary.version()
                    + ", which was used with other dispositions, expected another: old cases say what was meant by it");
        }
        List<String> notes = new ArrayList<>();
        if (dictionary.find(UsualDispositions.DISSUADED).isEmpty()) {
            notes.add("without " + UsualDispositions.DISSUADED + " the report knows no share of people dissuaded");
        }
        if (dictionary.dispositions().stream().noneMatch(each -> each.effect() == Effect.ESCALATE)) {
            notes.add("without a disposition that escalates no case can go to a station");
        }
        return notes;
    }
}
