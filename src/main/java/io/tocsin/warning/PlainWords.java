package io.tocsin.warning;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A text as words are compared: full-width letters and digits made half-width, upper case, without
 * blanks, punctuation and signs.
 */
public final class PlainWords {
    private PlainWords() {}

    /** What is left of it; may be empty. */
    public static String of(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(folded.length());
        folded.codePoints().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
