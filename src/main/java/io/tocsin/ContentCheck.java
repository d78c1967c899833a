package io.tocsin;

import io.tocsin.access.content.BadContentException;
import io.tocsin.access.content.ContentName;
import io.tocsin.access.content.ContentName.Kind;
import io.tocsin.access.content.ContentRules;
import io.tocsin.config.TemplateConfig;
import io.tocsin.config.TocsinConfig;
import io.tocsin.config.VoiceConfig;
import io.tocsin.config.dialog.DialogReader;
import io.tocsin.config.read.ContentReader;
import io.tocsin.config.value.InvalidRecord;
import io.tocsin.config.yaml.InvalidConfigException;
import io.tocsin.config.yaml.Problem;
import io.tocsin.dispatch.text.Template;
import io.tocsin.review.dictionary.DeskConfig;
import io.tocsin.review.dictionary.Dictionary;
import io.tocsin.review.dictionary.Disposition.Effect;
import io.tocsin.review.dictionary.UsualDispositions;
import io.tocsin.send.sms.text.Encoding;
import io.tocsin.send.sms.text.Joining;
import io.tocsin.send.sms.text.Segmenter;
import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.PublishedDialogs;
import io.tocsin.warning.Channel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What may be published: the rules by which the configuration is read, and what goes with what
 * holds.
 */
final class ContentCheck implements ContentRules {
    /** There is one dictionary. */
    static final ContentName DISPOSITIONS = new ContentName(Kind.DISPOSITIONS, "review");
    private static final int MOST_SEGMENTS = 255;
    private static final Segmenter USUAL = new Segmenter(false, Encoding.UCS2, Joining.UDH8, MOST_SEGMENTS);
    private final PublishedDialogs dialogs;
    private final DialogReader reader;
    private final Supplier<DeskConfig> desk;
    private final IntFunction<Optional<Dictionary>> dictionaries;
    private final Map<ContentName, String> base = new LinkedHashMap<>();

    /**
     * Takes what the file has.
     *
     * @param dialogs those of the file, before anything else was published
     * @param desk what holds
     * @param dictionaries those that were ever used, by version
     */
    ContentCheck(TocsinConfig config, PublishedDialogs dialogs, Supplier<DeskConfig> desk,
            IntFunction<Optional<Dictionary>> dictionaries) {
        this.dialogs = dialogs;
        this.desk = desk;
        this.dictionaries = dictionaries;
        Path folder = config.voice().folder();
        reader = folder == null ? new DialogReader((_, _) -> false) : DialogReader.of(folder);
        config.templates().forEach((name, template) -> base.put(new ContentName(Kind.TEMPLATE, name), template.text()));
        config.voice().files().stream().filter(each -> dialogs.current(each.dialog().name()).stream()
                .anyMatch(each.dialog()::equals)).forEach(this::add);
        config.review().desk().scripts()
                .forEach(script -> base.put(new ContentName(Kind.SCRIPT, script.name()), ContentTexts.of(script)));
        base.put(DISPOSITIONS, ContentTexts.of(config.review().dictionary()));
    }

    private void add(VoiceConfig.DialogText dialog) {
        base.put(new ContentName(Kind.DIALOG, dialog.dialog().name()), dialog.text());
    }

    /** Reads a dialog that was proposed, with the recordings that are there. */
    Dialog dialog(String name, String text) {
        return reader.read(name, text);
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
        return told(() -> switch (of.kind()) {
            case TEMPLATE -> template(text);
            case DIALOG -> dialog(of.name(), dialog(of.name(), text));
            case SCRIPT -> script(of.name(), text);
            case DISPOSITIONS -> dispositions(ContentReader.dictionary(of.name(), text));
        });
    }

    /**
     * A dialog that somebody wants to try out.
     *
     * @throws BadContentException with everything that is wrong
     */
    Dialog tried(String text) {
        return told(() -> dialog("dialog", text));
    }

    private static <T> T told(Supplier<T> reading) {
        try {
            return reading.get();
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
        String filled = text.replace("{signature}", "【某某反诈中心】").replace("{name}", "欧阳某某").replace("{fraudType}",
                "冒充电商客服");
        notes.add("about " + filled.length() + " characters, " + USUAL.count(filled) + " segments");
        template.variables().stream().filter(name -> !Template.GIVEN.contains(name)).distinct()
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
        if (dialogs.sha256(name, dialog.version()).filter(sealed -> !sealed.equals(dialog.sha256())).isPresent()) {
            throw bad(
                    "version: got " + dialog.version() + ", which was published with other content, expected another");
        }
        int now = dialogs.current(name).map(Dialog::version).orElse(0);
        if (dialog.version() < now) {
            throw bad("version: got " + dialog.version() + ", expected one after " + now);
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
