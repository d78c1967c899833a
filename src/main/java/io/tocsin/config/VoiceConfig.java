package io.tocsin.config;

import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.place.PbxConfig;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What calls need beside their carriers: {@code pbxes} and {@code dialogs}.
 *
 * @param pbxes Asterisks by name, in the order of the file
 * @param folder where the dialogs' files are, null for none
 * @param files the dialogs of that folder, drafts included
 */
public record VoiceConfig(Map<String, PbxConfig> pbxes, @Nullable Path folder, List<DialogText> files) {
    /**
     * A dialog and the file it was read from.
     *
     * @param dialog the dialog
     * @param text the file, as it stands
     */
    public record DialogText(Dialog dialog, String text) {}

    /** Copies both. */
    public VoiceConfig {
        pbxes = Collections.unmodifiableMap(new LinkedHashMap<>(pbxes));
        files = List.copyOf(files);
    }

    /** The dialogs. */
    public List<Dialog> dialogs() {
        return files.stream().map(DialogText::dialog).toList();
    }
}
