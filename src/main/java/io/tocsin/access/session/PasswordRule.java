package io.tocsin.access.session;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a password that a person chooses must be like. */
public final class PasswordRule {
    private static final int SHORTEST = 12;
    private static final int LONGEST = 128;
    private static final int KINDS = 3;
    private static final int DIFFERENT = 6;

    private PasswordRule() {}

    /**
     * What is wrong with a password.
     *
     * @return empty when nothing is
     */
    public static Optional<String> fault(String user, String password) {
        long kinds = Stream.of("[a-z]", "[A-Z]", "[0-9]", "[^a-zA-Z0-9]")
                .filter(kind -> password.matches("(?s).*" + kind + ".*")).count();
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            return Optional.of("expected " + SHORTEST + " to " + LONGEST + " characters");
        }
        if (kinds < KINDS) {
            return Optional.of("expected three of: small letters, capital letters, digits, other characters");
        }
        if (password.chars().distinct().count() < DIFFERENT) {
            return Optional.of("expected at least " + DIFFERENT + " different characters");
        }
        return password.toLowerCase(Locale.ROOT).contains(user)
                ? Optional.of("expected a password without the user's name")
                : Optional.empty();
    }
}
