package io.tocsin.config.dialog;

import io.tocsin.config.yaml.Kind;
import io.tocsin.send.voice.dialog.part.Barge;
import io.tocsin.send.voice.dialog.part.Input;
import io.tocsin.warning.Outcome;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of values that only dialogs have. */
final class Words {
    static final Kind<Outcome> OUTCOME = Kind.words(
            Arrays.stream(Outcome.values()).collect(Collectors.toMap(Outcome::code, Function.identity())));
    static final Kind<Barge> BARGE = Kind.words(
            Map.of("false", Barge.NOTHING, "dtmf", Barge.KEYS, "dtmf_and_speech", Barge.KEYS_AND_SPEECH));
    static final Kind<Input.Mode> MODE = Kind.words(Map.of("dtmf", Input.Mode.DTMF, "speech", Input.Mode.SPEECH));
    static final Kind<Boolean> EARLY_KEYS = Kind.words(Map.of("keep", true, "ignore", false));
    static final Kind<String> LANGUAGE = pattern("[a-z]{2,3}(-[A-Za-z]{2,8}){0,2}", "a language like zh-CN or mn");
    static final Kind<String> KEYS = pattern("[0-9]{1,10}", "digits in quotes, like \"129\"");
    static final Kind<String> RECORDING = pattern("[a-z0-9][a-z0-9_-]{0,63}",
            "a recording's name of lower-case letters, digits, hyphens and underscores, without folder and ending");
    static final Kind<String> KEYWORD = pattern("[^\\s{}]{1,20}", "a keyword of 1 to 20 characters without spaces");
    static final Kind<String> VARIABLE = pattern("[\\p{L}_][\\p{L}\\p{N}_.-]{0,63}", "a variable's name");
    static final Kind<String> TAG = pattern("[a-z0-9][a-z0-9_-]{0,39}",
            "a tag of lower-case letters, digits, hyphens and underscores");

    private Words() {}

    private static Kind<String> pattern(String pattern, String expected) {
        return Kind.plain(expected, text -> {
            if (!text.matches(pattern)) {
                throw new IllegalArgumentException(text);
            }
            return text;
        });
    }
}
