package io.tocsin.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tocsin.report.export.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The words of the documentation in one of the languages; what has no translation stays English.
 */
final class DocsWords {
    private static final String FILE = "docs.zh.yaml";
    /** Chinese by English, every run of white space one space. */
    static final Map<String, String> CHINESE = read();

    private final Language language;

    DocsWords(Language language) {
        this.language = language;
    }

    private static Map<String, String> read() {
        try (InputStream in = DocsWords.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its " + FILE);
            }
            return Map.copyOf(
                    new ObjectMapper(new YAMLFactory()).readValue(in, new TypeReference<Map<String, String>>() {
                    }));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's " + FILE + " cannot be read", e);
        }
    }

    /** How a text of the document is looked up. */
    static String key(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    Language language() {
        return language;
    }

    /** A text of the document. */
    String of(String text) {
        return switch (language) {
            case EN -> text;
            case ZH -> CHINESE.getOrDefault(key(text), text);
        };
    }

    /** One of the page's own words. */
    String of(String english, String chinese) {
        return switch (language) {
            case EN -> english;
            case ZH -> chinese;
        };
    }
}
