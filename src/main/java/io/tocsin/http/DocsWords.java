package io.tocsin.http;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tocsin.report.export.Language;
import java.util.Map;

/**
 * The words of the documentation in one of the languages; what has no translation stays English.
 */
final class DocsWords {
    private static final String FILE = "docs.zh.yaml";
    /** Chinese by English, every run of white space one space. */
    static final Map<String, String> CHINESE = Map.copyOf(
            Shipped.yaml(FILE, new TypeReference<Map<String, String>>() {
            }));

    private final Language language;

    DocsWords(Language language) {
        this.language = language;
    }

    /** How a text of the document is looked up. */
    static String key(String text) {
        return text.strip().replaceAll("\\s+", " ");
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
