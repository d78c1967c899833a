package io.tocsin.send.voice.prompt.pinyin;

import java.util.HashMap;
import java.util.Map;

/**
 * How single characters are read when no word says otherwise.
 *
 * @param syllables by character, such as {@code zhang4}
 */
record Readings(Map<Integer, String> syllables) {
    private static final String FILE = "readings.txt";

    /** Copies the map. */
    Readings {
        syllables = Map.copyOf(syllables);
    }

    /** Those of the file that comes with the program. */
    static Readings usual() {
        Map<Integer, String> syllables = new HashMap<>();
        Lines.ofResource(FILE).forEach((_, parts) -> parts[1].codePoints()
                .forEach(character -> syllables.put(character, Lines.syllable(parts[0]))));
        return new Readings(syllables);
    }
}
