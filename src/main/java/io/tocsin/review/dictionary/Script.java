package io.tocsin.review.dictionary;

import io.tocsin.config.value.Checks;
import java.util.List;

/**
 * What a reviewer says to a person, point by point, for a type of fraud.
 *
 * @param name its name
 * @param match words of which one stands in the type of fraud; none for all types
 * @param zh its title, 1 to 40 characters
 * @param en the same in English
 * @param say the points in Chinese, 1 to 12
 * @param sayEn the same in English, none or 1 to 12
 */
public record Script(String name, List<String> match, String zh, String en, List<String> say, List<String> sayEn) {
    private static final int LONGEST_TITLE = 40;
    private static final int LONGEST_POINT = 300;
    private static final int MOST = 12;

    /** Copies the lists and refuses what is out of range. */
    public Script {
        match = List.copyOf(match);
        say = List.copyOf(say);
        sayEn = List.copyOf(sayEn);
        new Checks().that(fits(zh), "zh", zh, "1 to " + LONGEST_TITLE + " characters")
                .that(fits(en), "en", en, "1 to " + LONGEST_TITLE + " characters")
                .that(match.size() <= MOST && match.stream().allMatch(Script::fits), "match", match.size() + " of them",
                        "at most " + MOST + " words of at most " + LONGEST_TITLE + " characters")
                .that(!say.isEmpty() && points(say), "say.zh", say.size() + " of them",
                        "1 to " + MOST + " points of at most " + LONGEST_POINT + " characters")
                .that(points(sayEn), "say.en", sayEn.size() + " of them",
                        "at most " + MOST + " points of at most " + LONGEST_POINT + " characters")
                .done();
    }

    private static boolean fits(String label) {
        return !label.isBlank() && label.length() <= LONGEST_TITLE;
    }

    private static boolean points(List<String> points) {
        return points.size() <= MOST
                && points.stream().allMatch(each -> !each.isBlank() && each.length() <= LONGEST_POINT);
    }
}
