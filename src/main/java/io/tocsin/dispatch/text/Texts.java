package io.tocsin.dispatch.text;

import io.tocsin.dispatch.DispatchListener;
import io.tocsin.plan.Step;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Warning;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The finished texts of attempts. Unchanging but for the listener's counts. */
public final class Texts {
    private final Map<String, Template> templates;
    private final DispatchListener listener;

    /**
     * Texts of these templates.
     *
     * @param texts by name, with variables in braces
     * @param exercise whether every message is marked 演练
     */
    public Texts(Map<String, String> texts, boolean exercise, DispatchListener listener) {
        Map<String, Template> compiled = new HashMap<>();
        texts.forEach((name, text) -> compiled.put(name, Template.of(text, exercise)));
        templates = Map.copyOf(compiled);
        this.listener = listener;
    }

    /**
     * What the carrier is to send.
     *
     * @return the text; for a call the name of the dialog; null when the template is no longer
     *         configured
     */
    public @Nullable String of(Step step, Warning warning, String signature) {
        if (step.channel() == Channel.VOICE) {
            return step.template();
        }
        Template template = templates.get(step.template());
        return template == null
                ? null
                : template.render(warning, signature, name -> listener.unknownVariable(step.template()));
    }
}
