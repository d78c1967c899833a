package io.tocsin.dispatch;

import io.tocsin.config.value.Checks;

/**
 * The bound of what a crash may repeat, {@code settle}.
 *
 * @param maxPending answered submits of one node that may wait for their durable settle, 1 to
 *            1,000,000; at least one window of every carrier
 */
public record SettleConfig(int maxPending) {
    /** Refuses what is out of range. */
    public SettleConfig {
        new Checks().between("maxPending", maxPending, 1, 1_000_000).done();
    }

    /** 2,000. */
    public static SettleConfig defaults() {
        return new SettleConfig(2000);
    }
}
