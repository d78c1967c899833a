package io.tocsin.send;

import io.tocsin.send.CauseTable.Meaning;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.CauseWords;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A readable file of raw codes: a line each, the code (or a prefix with a final {@code *}), its
 * class, and what it means in words, first in English, then from the first Chinese character on in
 * Chinese. Blank lines and those that begin with {@code #} do not count.
 */
public final class CauseFile {
    private static final String FILE = "causes.txt";
    private static final String CENTRES = "sms/centres.txt";
    private static final int MOST_WORDS = 200;
    private static final Pattern LINE = Pattern.compile("(\\S+)\\s+([A-Z_]+)(?:\\s+(\\P{IsHan}*)(\\p{IsHan}.*)?)?");

    private CauseFile() {}

    /**
     * The table of {@code causes.txt} in a class's package. What no line fits is
     * {@link CauseClass#UNREACHABLE}: a code nobody knows is worth another try and costs one.
     */
    public static CauseTable beside(Class<?> type) {
        return CauseTable.allAre(CauseClass.UNREACHABLE).over(resource(type, FILE));
    }

    /**
     * The same, over what the centres of operators write whatever protocol brings it
     * ({@code sms/centres.txt}).
     */
    public static CauseTable besideOverCentres(Class<?> type) {
        return CauseTable.allAre(CauseClass.UNREACHABLE).over(resource(CauseFile.class, CENTRES))
                .over(resource(type, FILE));
    }

    private static Map<String, Meaning> resource(Class<?> type, String name) {
        try (InputStream in = type.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("expected " + name + " beside " + type);
            }
            return read(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the lines of a file in UTF-8 say.
     *
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException as {@link #read(Reader)}
     */
    public static Map<String, Meaning> read(Path file) throws IOException {
        try (Reader lines = Files.newBufferedReader(file)) {
            return read(lines);
        }
    }

    /**
     * What the lines say, in their order.
     *
     * @throws IllegalArgumentException naming the line that is not a code and a class, or the code that
     *             comes twice
     */
    public static Map<String, Meaning> read(Reader file) throws IOException {
        Map<String, Meaning> meanings = new LinkedHashMap<>();
        BufferedReader lines = new BufferedReader(file);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var parts = LINE.matcher(line.strip());
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        "line " + number + ": got '" + line + "', expected a raw code and a class");
            }
            Meaning meaning = new Meaning(type(parts.group(2), number),
                    new CauseWords(words(parts.group(3)), words(parts.group(4))));
            if (meanings.put(parts.group(1), meaning) != null) {
                throw new IllegalArgumentException("line " + number + ": " + parts.group(1) + " comes twice");
            }
        }
        return meanings;
    }

    private static String words(@Nullable String part) {
        String words = part == null ? "" : part.strip();
        return words.length() <= MOST_WORDS ? words : words.substring(0, MOST_WORDS);
    }

    private static CauseClass type(String word, int line) {
        try {
            CauseClass type = CauseClass.valueOf(word);
            if (!type.isRule()) {
                return type;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + line + ": got '" + word + "', expected a class of causes", e);
        }
        throw new IllegalArgumentException("line " + line + ": " + word + " is not how an attempt ends");
    }
}
