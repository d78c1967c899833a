package io.tocsin.report;

import io.tocsin.config.value.Checks;
import java.time.Duration;

/**
 * How long receipts are waited for, {@code receipts}.
 *
 * @param waitFor after it a warning without one is unreached, its cause unknown; 1 second to 7 days
 */
public record ReceiptConfig(Duration waitFor) {
    /** Refuses what is out of range. */
    public ReceiptConfig {
        new Checks().between("wait", waitFor, Duration.ofSeconds(1), Duration.ofDays(7)).done();
    }

    /** 72 hours. */
    public static ReceiptConfig defaults() {
        return new ReceiptConfig(Duration.ofDays(3));
    }
}
