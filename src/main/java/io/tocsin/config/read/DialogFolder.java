package io.tocsin.config.read;

import io.tocsin.config.VoiceConfig.DialogText;
import io.tocsin.config.read.kind.Folder;
import io.tocsin.config.dialog.DialogReader;
import io.tocsin.config.yaml.InvalidConfigException;
import io.tocsin.config.yaml.Kind;
import io.tocsin.config.yaml.Section;
import io.tocsin.send.voice.dialog.Dialog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code dialogs} names: a folder of files, each a dialog.
 *
 * @param path the folder, null when none is configured or it is not right
 * @param texts those that are right, drafts included
 * @param others names of files that are not: what they hold is not missing
 */
record DialogFolder(@Nullable Path path, List<DialogText> texts, Set<String> others) {
    private static final String KEY = "dialogs";
    private static final String ENDING = ".yaml";
    private static final int MOST_FILES = 500;

    /** Reads every file, and reports what is wrong with any of them. */
    static DialogFolder read(Section root, Folder folder) {
        Path path = root.find(KEY, folder.existing()).orElse(null);
        List<DialogText> dialogs = new ArrayList<>();
        Set<String> others = new TreeSet<>();
        if (path == null) {
            return new DialogFolder(null, dialogs, others);
        }
        DialogReader reader = DialogReader.of(path);
        Map<String, Path> versions = new HashMap<>();
        for (Path file : files(path)) {
            try {
                Dialog dialog = reader.read(file);
                Path other = versions.putIfAbsent(dialog.name() + " version " + dialog.version(), file);
                if (other == null) {
                    dialogs.add(new DialogText(dialog, Files.readString(file)));
                } else {
                    root.refuse(KEY, "one file for " + dialog.name() + " version " + dialog.version()
                            + ", there are " + other.getFileName() + " and " + file.getFileName());
                }
            } catch (InvalidConfigException e) {
                root.include(KEY, e.problems());
                others.add(name(file));
            } catch (IOException _) {
                root.refuse(KEY, "files that can be read, " + file.getFileName() + " cannot");
                others.add(name(file));
            }
        }
        if (versions.isEmpty() && others.isEmpty()) {
            root.refuse(KEY, "a folder with files of dialogs, *" + ENDING);
        }
        return new DialogFolder(path, dialogs, others);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(ENDING)).sorted().limit(MOST_FILES).toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - ENDING.length());
    }

    /** A dialog by its name; whether a call may hold it is another question. */
    Kind<String> named() {
        return Kind.words(Stream.concat(dialogs().map(Dialog::name), others.stream()).distinct()
                .collect(Collectors.toMap(name -> name, name -> name)));
    }

    /** Whether only drafts have that name. */
    boolean isDraft(String name) {
        return !others.contains(name)
                && dialogs().filter(dialog -> dialog.name().equals(name)).allMatch(Dialog::draft);
    }

    private Stream<Dialog> dialogs() {
        return texts.stream().map(DialogText::dialog);
    }
}
