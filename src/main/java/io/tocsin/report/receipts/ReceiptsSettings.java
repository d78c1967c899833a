package io.tocsin.report.receipts;

import java.time.Duration;
import java.util.List;

/**
 * Limits and times of the way of receipts.
 *
 * @param group most receipts matched in one call of the store, 1 to 4096
 * @param linger under load, how long a group is gathered, counted from the one before
 * @param again waits between the tries of a receipt that matches nothing; after the last of them it
 *            is tried once more, then kept
 * @param backOff waits after a failure of the store, the last one repeated
 * @param maxHeld most receipts that are neither settled nor refused, all carriers together
 * @param maxParked most receipts among them that wait for another try
 */
public record ReceiptsSettings(int group, Duration linger, List<Duration> again, List<Duration> backOff, int maxHeld,
        int maxParked) {
    /** Copies the lists and refuses limits that would stop everything. */
    public ReceiptsSettings {
        again = List.copyOf(again);
        backOff = List.copyOf(backOff);
        if (group < 1 || group > 4096) {
            throw new IllegalArgumentException("group: got " + group + ", expected 1 to 4096");
        }
        if (again.isEmpty() || backOff.isEmpty()) {
            throw new IllegalArgumentException("again and backOff: expected at least one wait each");
        }
        if (maxHeld < 1 || maxParked < 0 || maxParked > maxHeld) {
            throw new IllegalArgumentException(
                    "got maxHeld " + maxHeld + " and maxParked " + maxParked + ", expected 0 <= maxParked <= maxHeld");
        }
    }

    /**
     * Groups of 512 or 10 ms; tries after 20 ms, doubling to 2 s; about 200 bytes of heap for each
     * receipt held.
     */
    public static ReceiptsSettings usual() {
        return new ReceiptsSettings(512, Duration.ofMillis(10), millis(20, 40, 80, 160, 320, 640, 1_280, 2_000),
                millis(50, 100, 250, 500, 1_000, 2_000), 200_000, 50_000);
    }

    private static List<Duration> millis(long... each) {
        return java.util.Arrays.stream(each).mapToObj(Duration::ofMillis).toList();
    }
}
