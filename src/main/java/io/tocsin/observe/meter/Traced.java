package io.tocsin.observe.meter;

import io.prometheus.metrics.tracer.common.SpanContext;
import org.jspecify.annotations.Nullable;

/**
 * Which warning is being measured. Of some measurements the registry keeps it as an exemplar
 * (OpenMetrics 1.0, "Exemplars"), beside the bucket and not as a label: so a point of a histogram
 * leads to one warning's timeline, and the number of series stays bounded.
 */
final class Traced implements SpanContext {
    private static final ScopedValue<Object> SUBJECT = ScopedValue.newInstance();

    /**
     * Measures.
     *
     * @param subject the id of what is measured; made a text when it is kept only
     * @param measurement records it
     */
    static void of(Object subject, Runnable measurement) {
        ScopedValue.where(SUBJECT, subject).run(measurement);
    }

    @Override
    public @Nullable String getCurrentTraceId() {
        return SUBJECT.isBound() ? SUBJECT.get().toString() : null;
    }

    /** There is one span to a trace; an exemplar without any is not kept. */
    @Override
    public @Nullable String getCurrentSpanId() {
        return getCurrentTraceId();
    }

    @Override
    public boolean isCurrentSpanSampled() {
        return SUBJECT.isBound();
    }

    @Override
    public void markCurrentSpanAsExemplar() {
        // Timelines are kept of all warnings.
    }
}
