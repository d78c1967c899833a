package io.tocsin.send.voice.agi.conversation;

import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.talk.Ending;
import io.tocsin.send.voice.dialog.talk.Talk;
import io.tocsin.send.voice.dialog.talk.TrailStep;
import java.time.Duration;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A conversation in one line for the warning's timeline: what counts first, then the way there. */
final class Told {
    private static final int MOST_BYTES = 255;
    private static final Set<String> SELF_EVIDENT = Set.of("answered", "prompt ended");

    private Told() {}

    /**
     * Puts it into words, as
     * {@code fake-police@1+0123456789ab, 23 s: victim-suspected, end_paid (in-contact
     * paid): greet, ask key 1, …}.
     *
     * @param lasted from its first word to its end
     * @param flagIsLate whether its flag was not durable when the next prompt was said
     */
    static String of(Dialog dialog, Talk talk, Ending ending, Duration lasted, boolean flagIsLate) {
        StringBuilder text = new StringBuilder(dialog.label()).append(", ").append(lasted.toSeconds()).append(" s: ")
                .append(ending.outcome().code())
                .append(", ").append(ending.name().isEmpty() ? "in " + ending.state() : ending.name());
        if (!ending.tags().isEmpty()) {
            text.append(" (").append(String.join(" ", ending.tags())).append(')');
        }
        if (flagIsLate) {
            text.append(", flag late");
        }
        text.append(':');
        for (TrailStep step : talk.trail()) {
            if (!SELF_EVIDENT.contains(step.event())) {
                text.append(' ').append(step.state()).append(' ').append(step.event()).append(';');
            }
        }
        return cut(text.toString());
    }

    private static String cut(String text) {
        int end = text.length();
        while (text.substring(0, end).getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }
}
