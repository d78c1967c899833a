package io.tocsin.warning;

import java.util.Optional;

/**
 * The identity of one try: the warning and the number of its fence, written as {@code w0…-3}.
 *
 * @param warning which warning
 * @param fence counts the times the warning was fenced, from 1
 */
public record AttemptId(WarningId warning, int fence) {
    private static final int MOST_DIGITS = 9;

    /**
     * Reads the text form.
     *
     * @param text what another program sent
     * @return empty when the text is not the text form of an identity
     */
    public static Optional<AttemptId> parse(String text) {
        int dash = text.indexOf('-');
        String fence = text.substring(dash + 1);
        if (dash < 0 || fence.length() > MOST_DIGITS || !isNumber(fence)) {
            return Optional.empty();
        }
        return WarningId.parse(text.substring(0, dash)).map(id -> new AttemptId(id, Integer.parseInt(fence)));
    }

    private static boolean isNumber(String digits) {
        return !digits.isEmpty() && digits.charAt(0) != '0' && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return warning + "-" + fence;
    }
}
