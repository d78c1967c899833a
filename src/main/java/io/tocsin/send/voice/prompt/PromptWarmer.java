package io.tocsin.send.voice.prompt;

import io.tocsin.send.voice.dialog.PublishedDialogs;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Has prompts made before the calls that say them, so that none waits for its words. */
public final class PromptWarmer {
    private final PublishedDialogs dialogs;
    private final Prompts prompts;

    /** Warms the prompts of these dialogs. */
    public PromptWarmer(PublishedDialogs dialogs, Prompts prompts) {
        this.dialogs = dialogs;
        this.prompts = prompts;
    }

    /**
     * At start-up: what every dialog says to somebody of whom nothing is known, which is most of what
     * it says to anybody.
     */
    public void warmAll() {
        Set<Utterance> all = new LinkedHashSet<>();
        dialogs.latest().forEach(dialog -> all.addAll(DialogUtterances.of(dialog, Map.of()).values()));
        prompts.warm(all);
    }

    /**
     * Before a call or a batch.
     *
     * @param dialog name of the dialog; one that is not published says nothing
     * @param variables of each warning; what several share is made once
     */
    public void warm(String dialog, Collection<Map<String, String>> variables) {
        prompts.warm(said(dialog, variables));
    }

    /**
     * When a warning has come that may be called for, some time.
     *
     * @param dialog name of the dialog; one that is not published says nothing
     * @param variables of the warning
     */
    public void warmAhead(String dialog, Map<String, String> variables) {
        prompts.warmAhead(said(dialog, List.of(variables)));
    }

    private Set<Utterance> said(String dialog, Collection<Map<String, String>> variables) {
        Set<Utterance> all = new LinkedHashSet<>();
        dialogs.latest(dialog).ifPresent(latest -> variables
                .forEach(values -> all.addAll(DialogUtterances.of(latest, values).values())));
        return all;
    }
}
