package io.tocsin.observe.meter;

import io.tocsin.ingest.IntakeListener;
import java.util.Locale;

/** Meters of the doors that take warnings; clients are those of the configuration. */
public final class IntakeMeters implements IntakeListener {
    private final Counters received;
    private final Counters rejected;
    private final Counters submissions;

    /** Adds its meters. */
    public IntakeMeters(Meters meters) {
        received = new Counters(meters, "tocsin.warnings.received", "Rows that came to their end", "source", "client",
                "outcome");
        rejected = new Counters(meters, "tocsin.warnings.rejected", "Rows that were refused, or known before", "source",
                "reason");
        submissions = new Counters(meters, "tocsin.batches", "Submissions that ended", "source", "outcome");
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
    public void submission(String client, String door, End end) {
        submissions.add(1, door, end.name().toLowerCase(Locale.ROOT));
    }
}
