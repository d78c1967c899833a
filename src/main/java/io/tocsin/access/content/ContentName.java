package io.tocsin.access.content;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which content is meant.
 *
 * @param kind what it is
 * @param name its name, at most 64 letters, digits, dots, hyphens and underscores
 */
public record ContentName(Kind kind, String name) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Refuses what is no name. */
    public ContentName {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("expected a name of at most 64 letters, digits, dots, hyphens and "
                    + "underscores");
        }
    }

    /** What content there is. */
    public enum Kind {
        /** The text of a message. */
        TEMPLATE,
        /** What a call says and understands. */
        DIALOG,
        /** What reviewers say. */
        SCRIPT,
        /** What reviewers may find and do; there is one, of the name {@code review}. */
        DISPOSITIONS;

        /** The word of the API. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind of that word; empty when there is none. */
        public static Optional<Kind> of(String code) {
            return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
        }
    }

    @Override
    public String toString() {
        return kind.code() + "/" + name;
    }
}
