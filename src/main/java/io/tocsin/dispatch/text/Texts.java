package io.tocsin.dispatch.text;

import io.tocsin.dispatch.DispatchListener;
import io.tocsin.plan.Step;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Warning;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The finished texts of attempts. Unchanging but for the listener's counts. */
public final class Texts {
    private final Map<String, Template> templates;
    private final DispatchListener listener;
    private final BiConsumer<String, Warning> calls;

    /**
     * Texts of these templates.
     *
     * @param texts by name, with variables in braces
     * @param exercise whether every message is marked 演练
     */
    public Texts(Map<String, String> texts, boolean exercise, DispatchListener listener) {
        this(texts, exercise, listener, (_, _) -> {
        });
    }

    /**
     * The same where somebody prepares what calls say.
     *
     * @param calls hears of each call that is prepared: its dialog and its warning; must not block
     */
    public Texts(Map<String, String> texts, boolean exercise, DispatchListener listener,
            BiConsumer<String, Warning> calls) {
        Map<String, Template> compiled = new HashMap<>();
        texts.forEach((name, text) -> compiled.put(name, Template.of(text, exercise)));
        templates = Map.copyOf(compiled);
        this.listener = listener;
        this.calls = calls;
    }

    /**
     * What the carrier is to send.
     *
     * @return the text; for a call the name of the dialog; null when the template is no longer
     *         configured
     */
    public @Nullable String of(Step step, Warning warning, String signature) {
        if (step.channel() == Channel.VOICE) {
            calls.accept(step.template(), warning);
            return step.template();
        }
        Template template = templates.get(step.template());
        return template == null
                ? null
                : template.render(warning, signature, name -> listener.unknownVariable(step.template()));
    }
}
