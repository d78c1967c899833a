package io.tocsin.simulate.pbx;

import io.tocsin.simulate.Mix;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a simulated person does who has answered. Numbers may say so by their last four digits:
 * {@code 25KK} presses these keys, one at each question, when the robot listens; {@code 26KK} does
 * so while the question is still being said; {@code 27NN} hangs up while the NN-th prompt is said;
 * {@code 28NN} hangs up the NN-th time the robot listens; {@code 2000} says nothing.
 *
 * @param keys pressed one at each question; then the person is silent
 * @param early whether while the question is still being said
 * @param leavesAtPrompt the prompt during which the person hangs up, from 1; 0 for none
 * @param leavesAtQuestion the question at which the person hangs up, from 1; 0 for none
 */
public record Citizen(String keys, boolean early, int leavesAtPrompt, int leavesAtQuestion) {
    private static final Pattern WORD = Pattern.compile("(keys|early|leave|wait)-([0-9]{1,9})");
    private static final Citizen SILENT = new Citizen("", false, 0, 0);

    /**
     * The citizen that a word names: {@code silent}, {@code keys-21} who presses 2 and then 1,
     * {@code early-21} who does not wait for the question's end, {@code leave-2} who hangs up during
     * the second prompt, {@code wait-1} who hangs up at the first question.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public static Citizen of(String word) {
        Matcher parts = WORD.matcher(word);
        if (!parts.matches()) {
            if (word.equals("silent")) {
                return SILENT;
            }
            throw new IllegalArgumentException(
                    "expected silent, keys-21, early-21, leave-2 or wait-1, got '" + word + "'");
        }
        String digits = parts.group(2);
        return switch (parts.group(1)) {
            case "keys" -> new Citizen(digits, false, 0, 0);
            case "early" -> new Citizen(digits, true, 0, 0);
            case "leave" -> new Citizen("", false, Integer.parseInt(digits), 0);
            default -> new Citizen("", false, 0, Integer.parseInt(digits));
        };
    }

    /** Who answers a number: by its end if that says it, else drawn, the same for the same seed. */
    static Citizen of(Mix mix, long seed, String number, String id) {
        String end = number.length() < 4 ? "0000" : number.substring(number.length() - 4);
        String rest = end.substring(2);
        return switch (end.substring(0, 2)) {
            case "25" -> of("keys-" + rest);
            case "26" -> of("early-" + rest);
            case "27" -> of("leave-" + rest);
            case "28" -> of("wait-" + rest);
            case "20" -> SILENT;
            default -> of(mix.at(new SplittableRandom(seed * 41 + id.hashCode()).nextDouble()));
        };
    }
}
