package io.tocsin.observe.meter.voice;

import io.micrometer.core.instrument.Timer;
import io.tocsin.observe.meter.Counters;
import io.tocsin.observe.meter.Meters;
import io.tocsin.observe.meter.Timers;
import io.tocsin.send.voice.agi.AgiListener;
import io.tocsin.send.voice.dialog.talk.Ending;
import io.tocsin.warning.Outcome;
import java.time.Duration;
import java.util.Set;

/**
 * How answered calls go: how long they wait for the program, where people are in a dialog, where
 * they hang up and what it comes to. Dialogs and their states are those of the dialogs' files.
 */
public final class StepMeters implements AgiListener {
    private static final Duration[] TALKS = {Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10),
            Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(45), Duration.ofSeconds(60),
            Duration.ofSeconds(90), Duration.ofMinutes(2), Duration.ofMinutes(5)};

    /** Whoever hangs up sooner has heard no more than a greeting. */
    private static final Duration EARLY = Duration.ofSeconds(5);

    private final Timer steps;
    private final Timers talks;
    private final Counters outcomes;
    private final Counters visits;
    private final Counters hangups;
    private final Counters early;

    /** Adds its meters. */
    public StepMeters(Meters meters) {
        steps = meters.timer("tocsin.dialog.step", "From an Asterisk's last word to our next command in a call",
                Meters.buckets(Duration.ofMillis(1), Duration.ofSeconds(5)));
        talks = new Timers(meters, "tocsin.dialog.talk", "How long dialogs lasted", TALKS, "dialog");
        outcomes = new Counters(meters, "tocsin.dialog.outcomes", "Dialogs that came to their end, by what to",
                "dialog", "outcome");
        visits = new Counters(meters, "tocsin.dialog.visits", "Calls that came to that state of their dialog", "dialog",
                "state");
        hangups = new Counters(meters, "tocsin.dialog.hangups",
                "Calls in which the person hung up before the dialog's end, by the state it was in", "dialog", "state");
        early = new Counters(meters, "tocsin.dialog.hangups.early",
                "Of those, calls in which the dialog had lasted for 5 s at most", "dialog");
    }

    /** Shows that dialog's meters, those of these states, and of every outcome, from the start. */
    public void expect(String dialog, Set<String> states) {
        talks.expect(dialog);
        early.expect(dialog);
        for (Outcome outcome : Outcome.values()) {
            outcomes.expect(dialog, outcome.code());
        }
        states.forEach(state -> {
            visits.expect(dialog, state);
            hangups.expect(dialog, state);
        });
    }

    @Override
    public void step(long nanos) {
        steps.record(Duration.ofNanos(nanos));
    }

    @Override
    public void talked(String dialog, Ending ending, Set<String> states, Duration lasted) {
        talks.record(dialog, lasted);
        outcomes.add(1, dialog, ending.outcome().code());
        states.forEach(state -> visits.add(1, dialog, state));
        if (ending.how() == Ending.How.HUNG_UP) {
            hangups.add(1, dialog, ending.state());
            if (lasted.compareTo(EARLY) <= 0) {
                early.add(1, dialog);
            }
        }
    }
}
