package io.tocsin.observe.meter.voice;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.tocsin.observe.meter.Meters;
import io.tocsin.send.voice.prompt.PromptCounts;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What becomes of this node's prompts. */
public final class PromptMeters {
    private final Meters meters;
    private final Supplier<PromptCounts> counts;

    /** Adds its meters. */
    public PromptMeters(Meters meters, Supplier<PromptCounts> counts) {
        this.meters = meters;
        this.counts = counts;
        counter("tocsin.prompts.made", "Prompts that were made and kept", PromptCounts::made);
        counter("tocsin.prompts.hits", "Prompts that were there when they were asked for", PromptCounts::hits);
        counter("tocsin.prompts.misses", "Prompts that were not there yet when they were asked for",
                PromptCounts::misses);
        counter("tocsin.prompts.failed", "Prompts that could not be made", PromptCounts::failed);
        counter("tocsin.prompts.late", "Prompts that were not made in time for the call that waited",
                PromptCounts::late);
        counter("tocsin.prompts.left.out", "Prompts that were not made ahead, as too many waited",
                PromptCounts::leftOut);
        gauge("tocsin.prompts.waiting", "Prompts that wait to be made ahead", PromptCounts::waiting);
        gauge("tocsin.prompts.files", "Prompts that are kept", PromptCounts::files);
        gauge("tocsin.prompts.bytes", "Bytes of the prompts that are kept", PromptCounts::bytes);
    }

    private void gauge(String name, String description, ToDoubleFunction<PromptCounts> value) {
        Gauge.builder(name, counts, each -> value.applyAsDouble(each.get())).description(description)
                .strongReference(true).register(meters.registry());
    }

    private void counter(String name, String description, ToDoubleFunction<PromptCounts> value) {
        FunctionCounter.builder(name, counts, each -> value.applyAsDouble(each.get())).description(description)
                .register(meters.registry());
    }
}
