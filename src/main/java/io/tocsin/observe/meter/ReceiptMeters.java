package io.tocsin.observe.meter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.tocsin.report.receipts.Fate;
import io.tocsin.report.receipts.ReceiptsListener;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.function.IntSupplier;

/** Meters of receipts. */
public final class ReceiptMeters implements ReceiptsListener {
    /** A submit time as CMPP and SMPP write it, in the carrier's local time; some add seconds. */
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyMMddHHmm");
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyMMddHHmmss");

    private final Meters meters;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Counters receipts;
    private final Counters fates;
    private final Counter storeFailures;
    private final Timer match;
    private final Timer lag;
    /** The latest time that was read: for a minute or a second they are all the same. */
    private volatile Submitted latest = new Submitted("", Instant.EPOCH);

    /** A submit time as text and as it was meant. */
    private record Submitted(String text, Instant at) {}

    /**
     * Adds its meters.
     *
     * @param clock for the lag
     * @param zone of the carriers' submit times
     */
    public ReceiptMeters(Meters meters, InstantSource clock, ZoneId zone) {
        this.meters = meters;
        this.clock = clock;
        this.zone = zone;
        receipts = new Counters(meters, "tocsin.sms.receipts", "Receipts that came, by what they say", "carrier",
                "result");
        fates = new Counters(meters, "tocsin.receipt.fates", "What became of receipts", "carrier", "fate");
        storeFailures = Counter.builder("tocsin.receipt.store.failures")
                .description("Groups of receipts that waited because the store did not answer")
                .register(meters.registry());
        match = meters.timer("tocsin.receipt.match", "Matching one group of receipts in the store",
                Meters.buckets(Duration.ofMillis(1), Duration.ofSeconds(5)));
        lag = meters.timer("tocsin.receipt.lag",
                "From the submit to its receipt, by the carrier's submit time, which often has only minutes",
                new Duration[]{Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(30),
                        Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofMinutes(15),
                        Duration.ofHours(1), Duration.ofHours(6), Duration.ofDays(1), Duration.ofDays(3)});
    }

    /** Shows that carrier's counters from the start. */
    public void expect(String carrier) {
        receipts.expect(carrier, CauseClass.REACHED.name());
        for (Fate fate : Fate.values()) {
            fates.expect(carrier, fate.code());
        }
    }

    /** Adds gauges of what is on its way: {@code Receipts.held} and {@code parked}. */
    public void watch(IntSupplier held, IntSupplier parked) {
        meters.gauge("tocsin.receipts.held", "Receipts taken and not settled", held::getAsInt);
        meters.gauge("tocsin.receipts.parked", "Receipts that match nothing yet and wait for another try",
                parked::getAsInt);
    }

    @Override
    public void came(String carrier, Receipt receipt) {
        receipts.add(1, carrier, receipt.cause().type().name());
        String submitted = receipt.submittedAt();
        if (submitted == null || (submitted.length() != 10 && submitted.length() != 12)) {
            return;
        }
        try {
            Duration since = Duration.between(at(submitted), clock.instant());
            if (!since.isNegative()) {
                lag.record(since);
            }
        } catch (DateTimeParseException e) {
            // What a carrier writes there is no promise; the receipt counts all the same.
        }
    }

    private Instant at(String submitted) {
        Submitted known = latest;
        if (known.text().equals(submitted)) {
            return known.at();
        }
        Instant at = LocalDateTime.parse(submitted, submitted.length() == 10 ? MINUTE : SECOND).atZone(zone)
                .toInstant();
        latest = new Submitted(submitted, at);
        return at;
    }

    @Override
    public void met(String carrier, Fate fate, int count) {
        fates.add(count, carrier, fate.code());
    }

    @Override
    public void flushed(int count, long nanos) {
        match.record(Duration.ofNanos(nanos));
    }

    @Override
    public void storeFailed() {
        storeFailures.increment();
    }
}
