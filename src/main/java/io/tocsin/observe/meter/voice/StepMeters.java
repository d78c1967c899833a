package io.tocsin.observe.meter.voice;

import io.micrometer.core.instrument.Timer;
import io.tocsin.observe.meter.Meters;
import io.tocsin.send.voice.agi.AgiListener;
import java.time.Duration;

/** How long answered calls wait for the program, step by step. */
public final class StepMeters implements AgiListener {
    private final Timer steps;

    /** Adds its meter. */
    public StepMeters(Meters meters) {
        steps = meters.timer("tocsin.dialog.step", "From an Asterisk's last word to our next command in a call",
                Meters.buckets(Duration.ofMillis(1), Duration.ofSeconds(5)));
    }

    @Override
    public void step(long nanos) {
        steps.record(Duration.ofNanos(nanos));
    }
}
