package io.tocsin.send.voice.prompt.pinyin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Words whose reading their characters do not tell, with the syllables they are read by. The
 * longest word that begins at a place is the one that is there.
 */
public final class Lexicon {
    private static final String FILE = "lexicon.txt";
    private static final int MOST_WORDS = 100_000;
    private static final int LONGEST_WORD = 16;
    private static final int MOST_SYLLABLES = 32;

    private final Map<String, List<String>> words;
    private final int longest;

    private Lexicon(Map<String, List<String>> words) {
        this.words = Map.copyOf(words);
        this.longest = words.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** A word found in a text. */
    record Hit(String word, List<String> syllables) {}

    /** The file that comes with the program. */
    public static Lexicon usual() {
        return new Lexicon(words(Lines.ofResource(FILE)));
    }

    /**
     * This lexicon with a site's own words over it.
     *
     * @param text lines of a word and its syllables, such as {@code 银行 yin2 hang2}
     * @throws IllegalArgumentException naming the line that is wrong
     */
    public Lexicon with(String text) {
        Map<String, List<String>> all = new HashMap<>(words);
        all.putAll(words(new Lines(text)));
        return new Lexicon(all);
    }

    /**
     * This lexicon with a site's file over it.
     *
     * @throws IOException when it cannot be read, or naming the line that is wrong
     */
    public Lexicon with(Path file) throws IOException {
        try {
            return with(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, List<String>> words(Lines lines) {
        Map<String, List<String>> words = new HashMap<>();
        lines.forEach((_, parts) -> {
            List<String> syllables = Arrays.stream(parts).skip(1).map(Lines::syllable).toList();
            if (parts[0].length() > LONGEST_WORD || syllables.size() > MOST_SYLLABLES) {
                throw new IllegalArgumentException("got a word of " + parts[0].length() + " characters and "
                        + syllables.size() + " syllables, expected at most " + LONGEST_WORD + " and "
                        + MOST_SYLLABLES);
            }
            if (words.putIfAbsent(parts[0], syllables) != null) {
                throw new IllegalArgumentException(parts[0] + " stands in the file already");
            }
            if (words.size() > MOST_WORDS) {
                throw new IllegalArgumentException("got one more word, expected at most " + MOST_WORDS);
            }
        });
        return words;
    }

    /** The longest word that begins at a place of a text. */
    Optional<Hit> at(String text, int from) {
        for (int length = Math.min(longest, text.length() - from); length > 0; length--) {
            String word = text.substring(from, from + length);
            List<String> syllables = words.get(word);
            if (syllables != null) {
                return Optional.of(new Hit(word, syllables));
            }
        }
        return Optional.empty();
    }

    /** The same for the same words, whatever else changed: what was spoken with it may be kept. */
    @Override
    public String toString() {
        return Integer.toHexString(words.hashCode());
    }
}
