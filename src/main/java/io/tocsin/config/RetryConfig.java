package io.tocsin.config;

import io.tocsin.config.value.Checks;
import io.tocsin.warning.CauseClass;
import java.time.Duration;
import java.util.Map;

/**
 * When a failed attempt is made again, {@code playbooks.NAME.retry}. The n-th wait is
 * {@code delay × factorⁿ⁻¹}, at most {@code max}, give or take {@code jitter}.
 *
 * @param delay the first wait, 100 ms to 24 h
 * @param factor growth from one wait to the next, 1 to 10
 * @param max the longest wait, at least {@code delay}, at most 7 days
 * @param jitter share of a wait by which it varies, 0 to 1
 * @param delays first waits that differ by cause class
 */
public record RetryConfig(Duration delay, double factor, Duration max, double jitter,
        Map<CauseClass, Duration> delays) {
    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofDays(7);

    /** Copies the delays and refuses what is out of range. */
    public RetryConfig {
        delays = Map.copyOf(delays);
        Checks checks = new Checks().between("delay", delay, LEAST, Duration.ofDays(1))
                .that(factor >= 1 && factor <= 10, "factor", factor, "a number from 1 to 10")
                .between("max", max, delay.compareTo(LEAST) < 0 ? LEAST : delay, MOST)
                .that(jitter >= 0 && jitter <= 1, "jitter", jitter, "a number from 0 to 1");
        delays.forEach((cause, wait) -> checks.that(wait.compareTo(LEAST) >= 0 && wait.compareTo(MOST) <= 0, "delays",
                cause + ": " + wait, "durations from 100ms to 7d"));
        checks.done();
    }

    /** 5 minutes, then double that, at most an hour, 20 % more or less. */
    public static RetryConfig defaults() {
        return new RetryConfig(Duration.ofMinutes(5), 2, Duration.ofHours(1), 0.2, Map.of());
    }
}
