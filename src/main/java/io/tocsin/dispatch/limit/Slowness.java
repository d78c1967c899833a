package io.tocsin.dispatch.limit;

import io.tocsin.dispatch.loop.Clocks;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that flow control keeps a line below its rate: since when, and why; in the log when it
 * begins and when it is over, not more than once a minute. Safe for use by several threads.
 */
public final class Slowness {
    private static final Logger LOG = LoggerFactory.getLogger(Slowness.class);
    private static final long APART = TimeUnit.MINUTES.toNanos(1);

    private final String line;
    private final SendLimit limit;
    private final Clocks clocks;
    private @Nullable Slowed slowed;
    private boolean told;
    private long toldAt;

    /**
     * A line that is slowed.
     *
     * @param since when the carrier first answered so
     * @param code its code, as {@code submit:8}
     */
    public record Slowed(Instant since, String code) {}

    /** Of a line that is not slowed, and its limit. */
    public Slowness(String line, SendLimit limit, Clocks clocks) {
        this.line = line;
        this.limit = limit;
        this.clocks = clocks;
        toldAt = clocks.nanos() - APART;
    }

    /** The limit was slowed because of that code. */
    public synchronized void began(String code, long now) {
        if (slowed != null) {
            return;
        }
        slowed = new Slowed(clocks.now(), code);
        told = now - toldAt >= APART;
        if (told) {
            toldAt = now;
            LOG.warn("Carrier {} answers flow control ({}): nothing is sent for a moment, then {} a second, and more "
                    + "as it takes it", line, code, String.format(Locale.ROOT, "%.1f", limit.ofAccount(now)));
        }
    }

    /** Since when and why it is slowed now; null when it is not. */
    public synchronized @Nullable Slowed now(long now) {
        return limit.isSlowed(now) ? slowed : null;
    }

    /** To be called now and then: tells the log when it is over. */
    public synchronized void look(long now) {
        if (slowed != null && !limit.isSlowed(now)) {
            slowed = null;
            if (told) {
                LOG.info("Carrier {} is sent its whole rate again", line);
            }
        }
    }
}
