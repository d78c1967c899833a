package io.tocsin.send;

import io.tocsin.warning.CauseClass;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A readable file of raw codes: a line each, the code (or a prefix with a final {@code *}), its
 * class, and what it means in words. Blank lines and those that begin with {@code #} do not count.
 */
public final class CauseFile {
    private static final String FILE = "causes.txt";
    private static final Pattern LINE = Pattern.compile("(\\S+)\\s+([A-Z_]+)(?:\\s.*)?");

    private CauseFile() {}

    /**
     * The table of {@code causes.txt} in a class's package. What no line fits is
     * {@link CauseClass#UNREACHABLE}: a code nobody knows is worth another try and costs one.
     */
    public static CauseTable beside(Class<?> type) {
        try (InputStream in = type.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("expected " + FILE + " beside " + type);
            }
            return read(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException naming the line that is not a code and a class, or the code that
     *             comes twice
     */
    public static CauseTable read(Reader file) throws IOException {
        Map<String, CauseClass> classes = new LinkedHashMap<>();
        BufferedReader lines = new BufferedReader(file);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        "line " + number + ": got '" + line + "', expected a raw code and a class");
            }
            if (classes.put(parts.group(1), type(parts.group(2), number)) != null) {
                throw new IllegalArgumentException("line " + number + ": " + parts.group(1) + " comes twice");
            }
        }
        return CauseTable.allAre(CauseClass.UNREACHABLE).with(classes);
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
        throw new IllegalArgumentException("line " + line + ": " + word + " is not how a message ends");
    }
}
