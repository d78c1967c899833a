package io.tocsin.send.voice.prompt;

import io.tocsin.send.voice.dialog.Dialog;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Has prompts made before the calls that say them, so that none waits for its words. */
public final class PromptWarmer {
    private final Prompts prompts;

    /** Warms those prompts. */
    public PromptWarmer(Prompts prompts) {
        this.prompts = prompts;
    }

    /**
     * Before calls begin with these dialogs: what each says to somebody of whom nothing is known, which
     * is most of what it says to anybody.
     */
    public void warm(Collection<Dialog> dialogs) {
        Set<Utterance> all = new LinkedHashSet<>();
        dialogs.forEach(dialog -> all.addAll(said(dialog, List.of(Map.of()))));
        prompts.warm(all);
    }

    /** Whether all that {@link #warm(Collection)} asks for is there. */
    public boolean isWarm(Dialog dialog) {
        return prompts.areReady(said(dialog, List.of(Map.of())));
    }

    /**
     * Before a call or a batch.
     *
     * @param dialog what the calls begin with
     * @param variables of each warning; what several share is made once
     */
    public void warm(Dialog dialog, Collection<Map<String, String>> variables) {
        prompts.warm(said(dialog, variables));
    }

    /**
     * When a warning has come that may be called for, some time.
     *
     * @param dialog what the call is going to begin with
     * @param variables of the warning
     */
    public void warmAhead(Dialog dialog, Map<String, String> variables) {
        prompts.warmAhead(said(dialog, List.of(variables)));
    }

    private static Set<Utterance> said(Dialog dialog, Collection<Map<String, String>> variables) {
        Set<Utterance> all = new LinkedHashSet<>();
        variables.forEach(values -> all.addAll(DialogUtterances.of(dialog, values).values()));
        return all;
    }
}
