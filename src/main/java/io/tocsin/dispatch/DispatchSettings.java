package io.tocsin.dispatch;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What dispatch is told once.
 *
 * @param maxPending answered attempts of this node that may wait for their durable settle
 * @param receiptWait after which a missing receipt ends a warning
 * @param flowPause how long a carrier rests after it answered flow control
 * @param breakerOpen how long a carrier whose breaker opened is left alone
 * @param zone whose midnight and hours the carriers' contracts mean
 */
public record DispatchSettings(int maxPending, Duration receiptWait, Duration flowPause, Duration breakerOpen,
        ZoneId zone) {
    /** 2,000; 72 hours; 1 second; 10 seconds; UTC. */
    public static DispatchSettings defaults() {
        return new DispatchSettings(2000, Duration.ofDays(3), Duration.ofSeconds(1), Duration.ofSeconds(10),
                ZoneOffset.UTC);
    }

    /** The same with another bound. */
    public DispatchSettings withMaxPending(int most) {
        return new DispatchSettings(most, receiptWait, flowPause, breakerOpen, zone);
    }
}
