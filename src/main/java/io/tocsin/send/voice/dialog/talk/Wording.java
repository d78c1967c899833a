package io.tocsin.send.voice.dialog.talk;

import io.tocsin.send.voice.dialog.part.Prompt;
import java.util.Map;

/** A prompt's words with a warning's variables in. */
public final class Wording {
    /** A value that is read out is a name or a place; what is longer would run over the time. */
    private static final int LONGEST = 20;

    private Wording() {}

    /**
     * Fills the variables in.
     *
     * @param text with {@code {name}} for a variable
     * @param values the warning's; blank ones count as missing
     * @param fallbacks what stands for missing ones
     * @return the words as they are spoken or recorded
     */
    public static String fill(String text, Map<String, String> values, Map<String, String> fallbacks) {
        String filled = text;
        for (String name : Prompt.variables(text)) {
            String value = clean(values.getOrDefault(name, ""));
            filled = filled.replace("{" + name + "}", value.isEmpty() ? fallbacks.getOrDefault(name, "") : value);
        }
        return filled;
    }

    private static String clean(String value) {
        String line = value.replaceAll("[\\p{Cntrl}{}]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }
}
