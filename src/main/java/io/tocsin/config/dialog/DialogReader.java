package io.tocsin.config.dialog;

import io.tocsin.config.yaml.InvalidConfigException;
import io.tocsin.config.yaml.Kind;
import io.tocsin.config.yaml.Section;
import io.tocsin.config.yaml.Unbuilt;
import io.tocsin.config.yaml.YamlFile;
import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.Recordings;
import io.tocsin.send.voice.dialog.part.Branch;
import io.tocsin.send.voice.dialog.part.Content;
import io.tocsin.send.voice.dialog.part.HangUps;
import io.tocsin.send.voice.dialog.part.Limits;
import io.tocsin.send.voice.dialog.part.State;
import io.tocsin.send.voice.dialog.part.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one file of a dialog: either it is right or everything that is wrong is told. What the file
 * says comes first; whether its states make a dialog is judged when every key is right.
 */
public final class DialogReader {
    private static final Unbuilt NOTHING = new Unbuilt(Map.of());

    private final Recordings recordings;

    /**
     * A reader.
     *
     * @param recordings the recorded prompts there are
     */
    public DialogReader(Recordings recordings) {
        this.recordings = recordings;
    }

    /**
     * A reader of dialogs in that folder, whose recordings are WAV files in
     * {@code recordings/LANGUAGE/}.
     */
    public static DialogReader of(Path folder) {
        return new DialogReader((language, file) -> Files.isRegularFile(recording(folder, language, file)));
    }

    /** Where the recording of a dialog in that folder is, or would be. */
    public static Path recording(Path folder, String language, String file) {
        return folder.resolve("recordings").resolve(language).resolve(file + ".wav");
    }

    /**
     * Reads a file of the operator's, which may refer to other files as the configuration does.
     *
     * @param file where it is
     * @return the dialog
     * @throws IOException when it cannot be read
     * @throws InvalidConfigException when something in it is wrong
     */
    public Dialog read(Path file) throws IOException {
        return YamlFile.load(file, Map.of()).read(NOTHING, this::root);
    }

    /**
     * Reads a text that came from somewhere else than a file of the operator's: it refers to no
     * variable and no file.
     *
     * @param name as problems name it
     * @param yaml the text
     * @return the dialog
     * @throws InvalidConfigException when something in it is wrong
     */
    public Dialog read(String name, String yaml) {
        return YamlFile.plain(name, yaml.getBytes(StandardCharsets.UTF_8)).read(NOTHING, this::root);
    }

    private Optional<Dialog> root(Section root) {
        String name = root.require("dialog", Kind.NAME_OF, "dialog");
        int version = root.require("version", Kind.between(1, 99_999), 1);
        String language = root.require("language", Words.LANGUAGE, "zh-CN");
        boolean draft = root.get("draft", Kind.FLAG, false);
        Content content = content(root, new StateReader(new PromptReader(language, draft, recordings)));
        return root.isSoundSoFar()
                ? root.make(() -> new Dialog(name, version, sha256(root.canonical()), language, draft, content))
                : Optional.empty();
    }

    private static String sha256(String canonical) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Content content(Section root, StateReader reader) {
        Map<String, State> states = new LinkedHashMap<>();
        root.sections("states").forEach(section -> states.put(section.name(), reader.state(section)));
        Map<String, Branch> global = StateReader.branches(root.sections("global"));
        return new Content(limits(root.section("limits")),
                root.map("variables", Words.VARIABLE, Kind.ANY_TEXT), vocabulary(root.section("vocab")), global,
                root.require("start", Kind.NAME_OF, ""), states, StateReader.ends(root.sections("outcomes")),
                hangUps(root.section("hangup")));
    }

    private static Limits limits(Section section) {
        return new Limits(Duration.ofSeconds(section.require("max_seconds", Kind.WHOLE, 90)),
                section.require("max_turns", Kind.WHOLE, 8), section.get("max_visits", Kind.WHOLE, 3));
    }

    private static Vocabulary vocabulary(Section section) {
        Map<String, List<String>> classes = new LinkedHashMap<>();
        section.keys().forEach(name -> {
            List<String> words = section.list(name, Words.KEYWORD, List.of());
            classes.put(name, words);
            if (!name.matches("[a-z][a-z_]{0,39}") || name.startsWith(Branch.KEY)) {
                section.refuse(name, "a class named in lower-case letters, not beginning with " + Branch.KEY);
            } else if (words.isEmpty()) {
                section.refuse(name, "a list of keywords");
            }
        });
        return new Vocabulary(classes);
    }

    private static HangUps hangUps(Section section) {
        return new HangUps(section.map("before", Kind.NAME_OF, Words.OUTCOME),
                section.map("after", Kind.NAME_OF, Words.OUTCOME));
    }
}
