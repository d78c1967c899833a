package io.tocsin.config.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${ENV_NAME}} and {@code ${file:/path}}, alone or inside a longer text; a doubled
 * dollar before the brace stands for itself, once.
 *
 * @param environment names and values of environment variables
 * @param folder what relative paths are relative to; null where a text is not the operator's own,
 *            so that any reference in it is refused and nothing is read for it
 */
record Substitution(Map<String, String> environment, @Nullable Path folder) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String FILE = "file:";
    private static final int LONGEST = 64 * 1024;

    /** Thrown for a reference that leads nowhere; the message names it, never a value. */
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1;

        Missing(String message) {
            super(message);
        }
    }

    String apply(String text) throws Missing {
        if (!text.contains("${")) {
            return text;
        }
        if (folder == null) {
            throw new Missing(
                    "got a ${, expected a text without: only the configuration's own file refers to variables "
                            + "and files");
        }
        StringBuilder out = new StringBuilder();
        Matcher m = REFERENCE.matcher(text);
        while (m.find()) {
            m.appendReplacement(out, Matcher.quoteReplacement(value(folder, m.toMatchResult())));
        }
        return m.appendTail(out).toString();
    }

    private String value(Path folder, MatchResult reference) throws Missing {
        if (reference.group(1) == null) {
            return "${";
        }
        String name = reference.group(1);
        if (reference.group(2).isEmpty() || (!name.startsWith(FILE) && !NAME.matcher(name).matches())) {
            throw new Missing(
                    "got " + reference.group() + ", expected ${ENV_NAME} or ${file:/path} ($${ for a plain ${)");
        }
        String value = name.startsWith(FILE) ? contents(folder, name.substring(FILE.length())) : variable(name);
        if (value.isEmpty()) {
            throw new Missing("${" + name + "} is empty, expected a value");
        }
        return value;
    }

    private String variable(String name) throws Missing {
        String value = environment.get(name);
        if (value == null) {
            throw new Missing("environment variable " + name + " is not set");
        }
        return value;
    }

    private static String contents(Path folder, String name) throws Missing {
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new Missing("file " + name + " is too long for a secret, expected at most 64 KiB");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().strip();
        } catch (CharacterCodingException e) {
            throw new Missing("file " + name + " is not UTF-8");
        } catch (IOException | IllegalArgumentException e) {
            throw new Missing("file " + name + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }
}
