package io.tocsin.review.dictionary;

import io.tocsin.config.value.Checks;

/**
 * A message that was approved beforehand, so that a reviewer sends it by one key.
 *
 * @param name its name
 * @param zh what people read first, 1 to 40 characters
 * @param en the same in English
 * @param playbook how it is sent
 */
public record Message(String name, String zh, String en, String playbook) {
    private static final int LONGEST = 40;
    /** What the playbook of a lone template is called before the message's name. */
    public static final String OF_TEMPLATE = "review:";

    /** Refuses labels that are empty or too long. */
    public Message {
        new Checks().that(fits(zh), "zh", zh, "1 to " + LONGEST + " characters")
                .that(fits(en), "en", en, "1 to " + LONGEST + " characters").done();
    }

    private static boolean fits(String label) {
        return !label.isBlank() && label.length() <= LONGEST;
    }
}
