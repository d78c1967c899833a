package io.tocsin.dispatch.ported;

import io.tocsin.warning.Operator;
import java.util.Set;

/**
 * What a carrier's answers say of numbers that changed their operator.
 *
 * @param operators whose numbers the carrier reaches; empty for everyone's, of which nothing can be
 *            learned
 * @param codes raw codes that say that a number is another operator's by now, or prefixes with a
 *            final {@code *}
 */
public record PortedRule(Set<Operator> operators, Set<String> codes) {
    /** Copies the sets. */
    public PortedRule {
        operators = Set.copyOf(operators);
        codes = Set.copyOf(codes);
    }

    /** Whether that code says that the number is not with its operators any more. */
    boolean says(String raw) {
        if (operators.isEmpty()) {
            return false;
        }
        for (String code : codes) {
            boolean fits = code.endsWith("*") ? raw.startsWith(code.substring(0, code.length() - 1)) : raw.equals(code);
            if (fits) {
                return true;
            }
        }
        return false;
    }
}
