package io.tocsin.send.voice.prompt.pinyin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * The lines of a file of readings: words with blanks between them; empty lines and those that begin
 * with {@code #} say nothing.
 *
 * @param text the file
 */
record Lines(String text) {
    private static final Pattern SYLLABLE = Pattern.compile("[a-z]{1,6}[1-5]");

    /** A file beside this class. */
    static Lines ofResource(String name) {
        try (InputStream in = Lines.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("expected " + name + " beside " + Lines.class);
            }
            return new Lines(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Gives every line that says something.
     *
     * @param each takes the line's number, from 1, and its parts, at least two
     * @throws IllegalArgumentException naming a line of one word
     */
    void forEach(BiConsumer<Integer, String[]> each) {
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("\\s+");
            try {
                if (parts.length < 2) {
                    throw new IllegalArgumentException("got \"" + line + "\", expected a word and its syllables");
                }
                each.accept(i + 1, parts);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
    }

    /** A syllable as it should be written. */
    static String syllable(String text) {
        if (!SYLLABLE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "got \"" + text + "\", expected a syllable with its tone, 1 to 5, such as zhang4");
        }
        return text;
    }
}
