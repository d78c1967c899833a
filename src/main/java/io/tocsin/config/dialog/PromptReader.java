package io.tocsin.config.dialog;

import io.tocsin.config.yaml.Kind;
import io.tocsin.config.yaml.Section;
import io.tocsin.send.voice.dialog.Recordings;
import io.tocsin.send.voice.dialog.part.Barge;
import io.tocsin.send.voice.dialog.part.Prompt;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what the robot says.
 *
 * @param language of prompts that say no other
 * @param draft whether recordings may be missing
 * @param recordings those there are
 */
record PromptReader(String language, boolean draft, Recordings recordings) {
    /** Reads a prompt; what it may be cut short by unless it says so is handed in. */
    Prompt prompt(Section section, Barge usual) {
        String own = section.get("language", Words.LANGUAGE, language);
        Barge barge = section.get("interruptible", Words.BARGE, usual);
        boolean keep = section.get("early_keys", Words.EARLY_KEYS, false);
        return section.has("file")
                ? recorded(section, own, barge, keep)
                : new Prompt(wordings(section), null, own, barge, keep);
    }

    private static List<String> wordings(Section section) {
        List<String> wordings = new ArrayList<>();
        wordings.add(section.require("tts", Kind.MESSAGE, "…"));
        wordings.addAll(section.list("variants", Kind.MESSAGE, List.of()));
        return wordings;
    }

    private Prompt recorded(Section section, String own, Barge barge, boolean keep) {
        String file = section.require("file", Words.RECORDING, "file");
        if (section.has("tts")) {
            section.refuse("tts", "file or tts, not both; the words of a recording stand under says");
        }
        if (!draft && !section.isBroken("file") && !recordings.has(own, file)) {
            section.refuse("file", "a recording in the folder " + own + ", or draft: true until it is recorded");
        }
        return new Prompt(List.of(section.require("says", Kind.MESSAGE, "…")),
                new Prompt.Recording(file, section.require("seconds", Kind.between(1, 60), 1)), own, barge, keep);
    }
}
