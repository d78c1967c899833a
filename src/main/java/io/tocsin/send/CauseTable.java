package io.tocsin.send;

import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.CauseWords;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a carrier's raw codes mean: exact codes first, then the longest prefix (written with a final
 * {@code *}, or an exact code with a colon and more behind it), then an explicit class for codes
 * nobody knows. It never changes; a reloaded one takes its place.
 */
public final class CauseTable {
    private final Map<String, Known> exact;
    private final Map<String, Meaning> prefixes;
    private final CauseClass otherwise;

    /**
     * What a code means.
     *
     * @param type its class
     * @param words in words; empty ones leave those that were known of the code
     */
    public record Meaning(CauseClass type, CauseWords words) {}

    private record Known(Cause cause, CauseWords words) {}

    private CauseTable(Map<String, Known> exact, Map<String, Meaning> prefixes, CauseClass otherwise) {
        this.exact = exact;
        this.prefixes = prefixes;
        this.otherwise = otherwise;
    }

    /** A table without codes: everything is of one class. */
    public static CauseTable allAre(CauseClass otherwise) {
        return new CauseTable(Map.of(), Map.of(), otherwise);
    }

    /**
     * This table with an operator's classes over it.
     *
     * @param overrides code, or prefix with a final {@code *}, and its class
     */
    public CauseTable with(Map<String, CauseClass> overrides) {
        Map<String, Meaning> meanings = new LinkedHashMap<>();
        overrides.forEach((code, type) -> meanings.put(code, new Meaning(type, CauseWords.NONE)));
        return over(meanings);
    }

    /**
     * This table with more codes, or other meanings of the same ones.
     *
     * @param overrides code, or prefix with a final {@code *}, and its meaning
     */
    public CauseTable over(Map<String, Meaning> overrides) {
        Map<String, Known> newExact = new HashMap<>(exact);
        Map<String, Meaning> newPrefixes = new HashMap<>(prefixes);
        overrides.forEach((code, meaning) -> {
            if (code.endsWith("*")) {
                newPrefixes.merge(code.substring(0, code.length() - 1), meaning,
                        (old, fresh) -> new Meaning(fresh.type(), either(fresh.words(), old.words())));
            } else {
                newExact.merge(code, new Known(new Cause(meaning.type(), code), meaning.words()),
                        (old, fresh) -> new Known(fresh.cause, either(fresh.words, old.words)));
            }
        });
        return new CauseTable(Map.copyOf(newExact), Map.copyOf(newPrefixes), otherwise);
    }

    private static CauseWords either(CauseWords fresh, CauseWords old) {
        return fresh.isEmpty() ? old : fresh;
    }

    /** The cause that a raw code means. */
    public Cause of(String raw) {
        Known known = exact.get(raw);
        if (known != null) {
            return known.cause;
        }
        Meaning meaning = byPrefix(raw, false);
        return new Cause(meaning == null ? otherwise : meaning.type, raw);
    }

    /** The words for a raw code; none when nobody knows it. */
    public CauseWords words(String raw) {
        Known known = exact.get(raw);
        if (known != null && !known.words.isEmpty()) {
            return known.words;
        }
        Meaning meaning = byPrefix(raw, true);
        return meaning == null ? CauseWords.NONE : meaning.words;
    }

    private @Nullable Meaning byPrefix(String raw, boolean inWords) {
        for (int length = raw.length(); length >= 0; length--) {
            String begins = raw.substring(0, length);
            Meaning meaning = prefixes.get(begins);
            // MK:0024:777 is MK:0024, whatever the number behind it says.
            Known known = meaning == null && length < raw.length() && raw.charAt(length) == ':'
                    ? exact.get(begins)
                    : null;
            if (known != null) {
                meaning = new Meaning(known.cause.type(), known.words);
            }
            if (meaning != null && !(inWords && meaning.words.isEmpty())) {
                return meaning;
            }
        }
        return null;
    }
}
