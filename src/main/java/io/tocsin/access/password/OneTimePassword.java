package io.tocsin.access.password;

import java.security.SecureRandom;

/**
 * Passwords that are made for people, to be typed once: four groups of five letters and digits that
 * are not mistaken for one another, 99 bits.
 */
public final class OneTimePassword {
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 4;
    private static final int GROUP = 5;

    private OneTimePassword() {}

    /** A new one, such as {@code k7mqr-2xw9a-bn4ct-hy8ue}. */
    public static String fresh() {
        SecureRandom random = new SecureRandom();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                text.append('-');
            }
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
