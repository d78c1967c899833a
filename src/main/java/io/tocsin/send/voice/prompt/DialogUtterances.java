package io.tocsin.send.voice.prompt;

import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.part.Prompt;
import io.tocsin.send.voice.dialog.part.State;
import io.tocsin.send.voice.dialog.talk.Wording;
import java.util.LinkedHashMap;
import java.util.Map;

/** Everything that can be said in a dialog: every wording of every prompt of every state. */
public final class DialogUtterances {
    private DialogUtterances() {}

    /**
     * Everything that a call of a warning can say.
     *
     * @param variables the warning's; what is missing is said as the dialog says
     * @return by place, as {@code ask.noinput[0].prompt} or {@code greet.prompt#2} for its second
     *         wording, in the order of the file
     */
    public static Map<String, Utterance> of(Dialog dialog, Map<String, String> variables) {
        Map<String, Utterance> all = new LinkedHashMap<>();
        for (State state : dialog.content().states().values()) {
            state.prompts().forEach((key, prompt) -> {
                for (int i = 0; i < prompt.wordings().size(); i++) {
                    all.put(state.name() + "." + key + (i == 0 ? "" : "#" + (i + 1)),
                            utterance(dialog, prompt, prompt.wordings().get(i), variables));
                }
            });
        }
        return all;
    }

    private static Utterance utterance(Dialog dialog, Prompt prompt, String wording, Map<String, String> variables) {
        return new Utterance(Wording.fill(wording, variables, dialog.content().variables()),
                prompt.recording() == null ? "" : prompt.recording().file(), prompt.language());
    }
}
