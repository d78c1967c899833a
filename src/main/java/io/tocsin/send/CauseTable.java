package io.tocsin.send;

import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import java.util.HashMap;
import java.util.Map;

/**
 * What a carrier's raw codes mean: exact codes first, then the longest prefix (written with a final
 * {@code *}), then an explicit class for codes nobody knows. It never changes; a reloaded one takes
 * its place.
 */
public final class CauseTable {
    private final Map<String, Cause> exact;
    private final Map<String, CauseClass> prefixes;
    private final CauseClass otherwise;

    private CauseTable(Map<String, Cause> exact, Map<String, CauseClass> prefixes, CauseClass otherwise) {
        this.exact = exact;
        this.prefixes = prefixes;
        this.otherwise = otherwise;
    }

    /** A table without codes: everything is of one class. */
    public static CauseTable allAre(CauseClass otherwise) {
        return new CauseTable(Map.of(), Map.of(), otherwise);
    }

    /** This table with more codes, or other classes for the same ones. */
    public CauseTable with(CauseClass type, String... codes) {
        Map<String, CauseClass> more = new HashMap<>();
        for (String code : codes) {
            more.put(code, type);
        }
        return with(more);
    }

    /**
     * This table with an operator's words over it.
     *
     * @param overrides code, or prefix with a final {@code *}, and its class
     */
    public CauseTable with(Map<String, CauseClass> overrides) {
        Map<String, Cause> newExact = new HashMap<>(exact);
        Map<String, CauseClass> newPrefixes = new HashMap<>(prefixes);
        overrides.forEach((code, type) -> {
            if (code.endsWith("*")) {
                newPrefixes.put(code.substring(0, code.length() - 1), type);
            } else {
                newExact.put(code, new Cause(type, code));
            }
        });
        return new CauseTable(Map.copyOf(newExact), Map.copyOf(newPrefixes), otherwise);
    }

    /** The cause that a raw code means. */
    public Cause of(String raw) {
        Cause known = exact.get(raw);
        return known != null ? known : new Cause(byPrefix(raw), raw);
    }

    private CauseClass byPrefix(String raw) {
        for (int length = raw.length(); length >= 0; length--) {
            CauseClass type = prefixes.get(raw.substring(0, length));
            if (type != null) {
                return type;
            }
        }
        return otherwise;
    }
}
