package io.tocsin.observe.meter;

import io.micrometer.core.instrument.Counter;
import io.tocsin.report.replies.RepliesListener;
import io.tocsin.report.replies.ReplyFate;
import java.util.Arrays;
import java.util.function.IntSupplier;

/** Meters of replies. */
public final class ReplyMeters implements RepliesListener {
    private final Counters fates;
    private final Counters optedOut;
    private final Counters incomplete;
    private final Counter storeFailures;

    /** Adds its meters. */
    public ReplyMeters(Meters meters) {
        fates = new Counters(meters, "tocsin.replies", "What became of replies; parts of long ones count as such",
                "carrier", "fate");
        optedOut = new Counters(meters, "tocsin.replies.opted.out", "Numbers that replies put on the stop list",
                "carrier");
        incomplete = new Counters(meters, "tocsin.replies.incomplete", "Long replies of which parts never came",
                "carrier");
        storeFailures = Counter.builder("tocsin.reply.store.failures")
                .description("Groups of replies that waited because the store did not answer")
                .register(meters.registry());
    }

    /** Shows the counters of a carrier from the start. */
    public void expect(String carrier) {
        Arrays.stream(ReplyFate.values()).forEach(fate -> fates.expect(carrier, fate.code()));
        optedOut.expect(carrier);
        incomplete.expect(carrier);
    }

    /** Adds a gauge of what is on its way: {@code Replies.held}. */
    public void watch(Meters meters, IntSupplier held) {
        meters.gauge("tocsin.replies.held", "Replies taken from carriers and not settled", held::getAsInt);
    }

    @Override
    public void met(String carrier, ReplyFate fate, int count) {
        fates.add(count, carrier, fate.code());
    }

    @Override
    public void optedOut(String carrier) {
        optedOut.add(1, carrier);
    }

    @Override
    public void incomplete(String carrier) {
        incomplete.add(1, carrier);
    }

    @Override
    public void storeFailed() {
        storeFailures.increment();
    }
}
