package io.tocsin.access.session;

import io.tocsin.config.value.Checks;
import java.time.Duration;

/**
 * How long people stay logged in, {@code access}.
 *
 * @param idle without a request; then the session is locked until the password is typed again
 * @param longest from log-in; then the session ends whatever is done in it
 * @param passwordAge how old a password may be; then it must be changed
 */
public record AccessConfig(Duration idle, Duration longest, Duration passwordAge) {
    /** Refuses what is out of range. */
    public AccessConfig {
        new Checks().between("idle", idle, Duration.ofMinutes(1), Duration.ofHours(8))
                .between("longest", longest, Duration.ofMinutes(10), Duration.ofHours(24))
                .between("passwordAge", passwordAge, Duration.ofDays(1), Duration.ofDays(365)).done();
    }

    /** 15 minutes, 12 hours and 90 days. */
    public static AccessConfig defaults() {
        return new AccessConfig(Duration.ofMinutes(15), Duration.ofHours(12), Duration.ofDays(90));
    }
}
