package io.tocsin.report.replies;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A text as words are compared: full-width letters and digits made half-width, upper case, without
 * blanks, punctuation and signs.
 */
final class PlainWords {
    private PlainWords() {}

    static String of(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(folded.length());
        folded.codePoints().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
