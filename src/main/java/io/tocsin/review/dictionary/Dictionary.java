package io.tocsin.review.dictionary;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The dispositions there are. Whoever changes it raises its version, so that a case closed under an
 * earlier one still says what was meant.
 *
 * @param version from 1
 * @param dispositions in the order in which they are shown, at most 64
 */
public record Dictionary(int version, List<Disposition> dispositions) {
    private static final int MOST = 64;

    /**
     * Copies the list and refuses what cannot be.
     *
     * @throws IllegalArgumentException says what was expected
     */
    public Dictionary {
        dispositions = List.copyOf(dispositions);
        if (version < 1 || dispositions.isEmpty() || dispositions.size() > MOST) {
            throw new IllegalArgumentException("got version " + version + " with " + dispositions.size()
                    + " dispositions, expected version 1 or later with 1 to " + MOST);
        }
        Set<String> seen = new HashSet<>();
        dispositions.forEach(each -> {
            if (!seen.add(each.code()) || (each.key() != null && !seen.add("key " + each.key()))) {
                throw new IllegalArgumentException("got code or key of " + each.code() + " twice");
            }
        });
    }

    /** The disposition of that code; empty when there is none. */
    public Optional<Disposition> find(String code) {
        return dispositions.stream().filter(each -> each.code().equals(code)).findFirst();
    }
}
