package io.tocsin.send.voice.dialog.part;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the robot says at once.
 *
 * @param wordings the text to speak, then its variants; of a recording the one text that is
 *            recorded, for those who sign the dialog off
 * @param recording what is played, null when the text is to be spoken by a machine
 * @param language such as {@code zh-CN}
 * @param barge what may cut it short
 * @param keepsKeys whether a key that comes while nothing may cut it short answers the question
 *            afterwards; otherwise it is ignored
 */
public record Prompt(List<String> wordings, @Nullable Recording recording, String language, Barge barge,
        boolean keepsKeys) {
    /**
     * A recorded prompt.
     *
     * @param file its name without folder and ending; the folder is the prompt's language
     * @param seconds how long it is said to be, 1 to 60
     */
    public record Recording(String file, int seconds) {}

    private static final Pattern VARIABLE = Pattern.compile("\\{([\\p{L}_][\\p{L}\\p{N}_.-]{0,63})}");
    private static final int MILLIS_PER_IDEOGRAPH = 230;
    private static final int MILLIS_PER_LETTER = 75;
    private static final int MILLIS_PER_PAUSE = 300;

    /** Copies the list. */
    public Prompt {
        wordings = List.copyOf(wordings);
    }

    /**
     * The variables of a text.
     *
     * @param text with {@code {name}} for a variable
     * @return their names in the order of the text, each as often as it occurs
     */
    public static List<String> variables(String text) {
        List<String> names = new ArrayList<>();
        Matcher m = VARIABLE.matcher(text);
        while (m.find()) {
            names.add(m.group(1));
        }
        return names;
    }

    /** The text without its variables: what is left may hold no brace. */
    public static String withoutVariables(String text) {
        return VARIABLE.matcher(text).replaceAll("");
    }

    /**
     * About how long it takes to say, in milliseconds: the longest wording, each variable as long as
     * four ideographs. Four syllables a second is the pace of a calm announcement.
     */
    public long millis() {
        return recording == null ? millis(wordings) : recording.seconds() * 1000L;
    }

    private static long millis(Collection<String> texts) {
        long most = 0;
        for (String text : texts) {
            long all = millis(text);
            for (String variable : variables(text)) {
                all += 4L * MILLIS_PER_IDEOGRAPH - millis(variable);
            }
            most = Math.max(most, all);
        }
        return most;
    }

    private static long millis(String text) {
        long sum = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            sum += millis(text.codePointAt(i));
        }
        return sum;
    }

    private static long millis(int character) {
        // A digit is read out like an ideograph.
        return Character.isIdeographic(character) || Character.isDigit(character)
                ? MILLIS_PER_IDEOGRAPH
                : Character.isLetter(character)
                        ? MILLIS_PER_LETTER
                        : "，。？！；：、,.?!;:".indexOf(character) >= 0 ? MILLIS_PER_PAUSE : 0;
    }
}
