package io.tocsin.send.voice.dialog.part;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Classes of keywords that speech is sorted into.
 *
 * @param classes keywords by class
 */
public record Vocabulary(Map<String, List<String>> classes) {
    /** The class whose words show a victim; heard anywhere, it flags the call. */
    public static final String VICTIM = "victim";

    /** Negations first: "不是" holds "是", "没有转账" holds "转账". */
    private static final List<String> RANK = List.of("deny", VICTIM, "refuse", "wrong", "doubt", "affirm");

    /** Copies the map. */
    public Vocabulary {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        classes.forEach((name, words) -> copy.put(name, List.copyOf(words)));
        classes = Collections.unmodifiableMap(copy);
    }

    /**
     * The class of what was said: that of the longest keyword in it; among equally long ones the
     * negation, then the victim's.
     *
     * @param said recognised text
     * @return empty when no keyword is in it
     */
    public Optional<String> classify(String said) {
        return classes.entrySet().stream().filter(entry -> longest(entry, said) > 0)
                .min(Comparator.<Map.Entry<String, List<String>>>comparingInt(entry -> -longest(entry, said))
                        .thenComparingInt(entry -> rank(entry.getKey())).thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey);
    }

    private static int longest(Map.Entry<String, List<String>> entry, String said) {
        return entry.getValue().stream().filter(said::contains).mapToInt(String::length).max().orElse(0);
    }

    private static int rank(String name) {
        int rank = RANK.indexOf(name);
        return rank < 0 ? RANK.size() : rank;
    }
}
