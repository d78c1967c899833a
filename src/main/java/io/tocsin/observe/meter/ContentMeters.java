package io.tocsin.observe.meter;

import io.micrometer.core.instrument.Gauge;
import io.tocsin.access.content.ContentName.Kind;
import java.util.function.ToLongFunction;

/** Meters of contents that two people changed. */
public final class ContentMeters {
    private ContentMeters() {}

    /** Shows how many published contents this node cannot use. */
    public static void watch(Meters meters, ToLongFunction<Kind> unusable) {
        for (Kind kind : Kind.values()) {
            Gauge.builder("tocsin.contents.unusable", () -> unusable.applyAsLong(kind))
                    .description("Published contents that this node cannot use; what held before goes on")
                    .tag("kind", kind.code()).register(meters.registry());
        }
    }
}
