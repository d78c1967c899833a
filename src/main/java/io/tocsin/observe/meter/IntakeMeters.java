package io.tocsin.observe.meter;

import io.tocsin.ingest.IntakeListener;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;

/** Meters of the doors that take warnings; clients are those of the configuration. */
public final class IntakeMeters implements IntakeListener {
    private final Meters meters;
    private final Counters received;
    private final Counters rejected;
    private final Counters submissions;
    private final Counters portability;

    /** Adds its meters. */
    public IntakeMeters(Meters meters) {
        this.meters = meters;
        received = new Counters(meters, "tocsin.warnings.received", "Rows that came to their end", "source", "client",
                "outcome");
        rejected = new Counters(meters, "tocsin.warnings.rejected", "Rows that were refused, or known before", "source",
                "reason");
        submissions = new Counters(meters, "tocsin.batches", "Submissions that ended", "source", "outcome");
        portability = new Counters(meters, "tocsin.portability.reads",
                "Times the changed file of numbers that changed their operator was read again", "outcome");
        for (String door : List.of("http", "tcp")) {
            List.of("duplicate", "rejected").forEach(reason -> rejected.expect(door, reason));
            for (End end : End.values()) {
                submissions.expect(door, word(end));
            }
        }
        List.of("taken", "failed").forEach(portability::expect);
    }

    /** Shows that client's counters from the start. */
    public void expect(String client) {
        for (String door : List.of("http", "tcp")) {
            for (String outcome : List.of("accepted", "duplicate", "rejected")) {
                received.expect(door, client, outcome);
            }
        }
    }

    /** Adds a gauge of the rows that are taken and not yet on their way to the store. */
    public void watch(IntSupplier waiting) {
        meters.gauge("tocsin.intake.waiting.rows", "Rows taken over a door and not yet on their way to the store",
                waiting::getAsInt);
    }

    @Override
    public void rows(String client, String door, long accepted, long duplicate, long refused) {
        add(client, door, "accepted", accepted);
        add(client, door, "duplicate", duplicate);
        add(client, door, "rejected", refused);
        if (duplicate > 0) {
            rejected.add(duplicate, door, "duplicate");
        }
        if (refused > 0) {
            rejected.add(refused, door, "rejected");
        }
    }

    private void add(String client, String door, String outcome, long count) {
        if (count > 0) {
            received.add(count, door, client, outcome);
        }
    }

    @Override
    public void portability(boolean taken) {
        portability.add(1, taken ? "taken" : "failed");
    }

    @Override
    public void submission(String client, String door, End end) {
        submissions.add(1, door, word(end));
    }

    private static String word(End end) {
        return end.name().toLowerCase(Locale.ROOT);
    }
}
