package io.tocsin.dispatch.text;

import io.tocsin.dispatch.DispatchListener;
import io.tocsin.plan.Step;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Warning;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The finished texts of attempts. Unchanging but for its templates and the listener's counts. */
public final class Texts {
    private final Templates templates;
    private final DispatchListener listener;
    private final BiConsumer<String, Warning> calls;

    /**
     * Texts of these templates.
     *
     * @param texts by name, with variables in braces
     * @param exercise whether every message is marked 演练
     */
    public Texts(Map<String, String> texts, boolean exercise, DispatchListener listener) {
        this(new Templates(texts, exercise), listener, (_, _) -> {
        });
    }

    /**
     * Those of templates that may change, where somebody prepares what calls say.
     *
     * @param templates what holds
     * @param listener hears of variables that a warning does not have
     * @param calls hears of each call that is prepared: its dialog and its warning; must not block
     */
    public Texts(Templates templates, DispatchListener listener, BiConsumer<String, Warning> calls) {
        this.templates = templates;
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
        Template template = templates.of(step.template());
        return template == null
                ? null
                : template.render(warning, signature, name -> listener.unknownVariable(step.template()));
    }
}
