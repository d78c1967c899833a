package io.tocsin.http;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tocsin.report.export.Language;
import java.util.List;
import java.util.Map;

/**
 * What a type of problem is called and what a caller can do about it, whichever door it was met at.
 *
 * @param doors {@code http} and {@code tcp}, where it is met
 * @param title in a few words
 * @param advice in a sentence or two
 */
record ProblemText(List<String> doors, Words title, Words advice) {
    private static final String FILE = "problems.yaml";

    /** All of them by code. */
    static final Map<String, ProblemText> ALL = Map.copyOf(
            Shipped.yaml(FILE, new TypeReference<Map<String, ProblemText>>() {
            }));

    /**
     * The same in both languages.
     *
     * @param en English
     * @param zh Chinese
     */
    record Words(String en, String zh) {
        String in(Language language) {
            return switch (language) {
                case EN -> en;
                case ZH -> zh;
            };
        }
    }

    /**
     * The text of a type.
     *
     * @throws IllegalStateException when it has none, which a test keeps from happening
     */
    static ProblemText of(ProblemType type) {
        ProblemText text = ALL.get(type.code());
        if (text == null) {
            throw new IllegalStateException(FILE + " lacks " + type.code());
        }
        return text;
    }
}
