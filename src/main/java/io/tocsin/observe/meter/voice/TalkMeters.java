package io.tocsin.observe.meter.voice;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.tocsin.observe.meter.Meters;
import io.tocsin.send.voice.agi.AgiCounts;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** How the dialogs of this node's answered calls fare, by the Asterisk that they are in. */
public final class TalkMeters {
    private final Meters meters;
    private final Map<String, Supplier<AgiCounts>> counts;

    /**
     * Adds meters for each Asterisk.
     *
     * @param counts of its calls, by its name
     */
    public TalkMeters(Meters meters, Map<String, Supplier<AgiCounts>> counts) {
        this.meters = meters;
        this.counts = Map.copyOf(counts);
        this.counts.forEach(this::add);
    }

    private void add(String pbx, Supplier<AgiCounts> counts) {
        gauge(pbx, counts, "tocsin.dialog.live", "Dialogs that are held now", AgiCounts::live);
        gauge(pbx, counts, "tocsin.dialog.live.most", "Most dialogs that were held together", AgiCounts::mostLive);
        gauge(pbx, counts, "tocsin.dialog.flags.pending", "Flags that are still to be made durable",
                AgiCounts::flagsPending);
        counter(pbx, counts, "tocsin.dialog.calls", "Answered calls that came", AgiCounts::calls);
        counter(pbx, counts, "tocsin.dialog.refused",
                "Calls left to the recorded warning: too many, or a dialog that is not there", AgiCounts::refused);
        counter(pbx, counts, "tocsin.dialog.prompts.late", "Prompts that were not there within 100 ms",
                AgiCounts::promptsLate);
        counter(pbx, counts, "tocsin.dialog.prompts.missing",
                "Prompts that could not be had in time, or that the Asterisk could not play",
                AgiCounts::promptsMissing);
        counter(pbx, counts, "tocsin.dialog.callees.unknown", "Calls whose person was not known in time",
                AgiCounts::unknownCallees);
        counter(pbx, counts, "tocsin.dialog.flags.late", "Flags that were not durable before the next prompt",
                AgiCounts::flagsLate);
        counter(pbx, counts, "tocsin.dialog.flags.lost", "Flags that were given up", AgiCounts::flagsLost);
        counter(pbx, counts, "tocsin.dialog.stuck", "Calls whose Asterisk said nothing in time", AgiCounts::stuck);
        counter(pbx, counts, "tocsin.dialog.broken", "Calls whose line was closed without a hang-up",
                AgiCounts::broken);
        counter(pbx, counts, "tocsin.dialog.failed", "Calls that ended by a fault of the program",
                AgiCounts::failed);
    }

    private void gauge(String pbx, Supplier<AgiCounts> counts, String name, String description,
            ToDoubleFunction<AgiCounts> value) {
        Gauge.builder(name, counts, each -> value.applyAsDouble(each.get())).description(description).tag("pbx", pbx)
                .strongReference(true).register(meters.registry());
    }

    private void counter(String pbx, Supplier<AgiCounts> counts, String name, String description,
            ToDoubleFunction<AgiCounts> value) {
        // The registry holds what it counts weakly: it lives as long as this object.
        FunctionCounter.builder(name, counts, each -> value.applyAsDouble(each.get())).description(description)
                .tag("pbx", pbx).register(meters.registry());
    }
}
