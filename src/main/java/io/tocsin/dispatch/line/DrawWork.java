package io.tocsin.dispatch.line;

import io.tocsin.dispatch.ControlStore;
import io.tocsin.dispatch.limit.SendLimit;
import io.tocsin.dispatch.loop.Clocks;
import io.tocsin.dispatch.loop.Work;
import io.tocsin.warning.StoreUnavailableException;
import java.util.concurrent.TimeUnit;

/** Draws a line's share of its carrier's rate, a slice ahead of what is being sent. */
public final class DrawWork implements Work {
    private static final long IDLE = TimeUnit.SECONDS.toNanos(1);
    private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long FAILED = TimeUnit.MILLISECONDS.toNanos(200);

    private final Line line;
    private final ControlStore store;
    private final Clocks clocks;

    /** What draws for a line. */
    public DrawWork(Line line, ControlStore store, Clocks clocks) {
        this.line = line;
        this.store = store;
        this.clocks = clocks;
    }

    @Override
    public long run(long now) {
        SendLimit limit = line.limit();
        if (!line.hasDemand() || !limit.isLimited(now)) {
            return IDLE;
        }
        int wanted = limit.wanted(now);
        if (wanted == 0) {
            return AGAIN;
        }
        if (!limit.hasRate()) {
            limit.grantOwn(now, wanted);
            line.sendBell().ring();
            return AGAIN;
        }
        return draw(limit, now, wanted);
    }

    private long draw(SendLimit limit, long now, int wanted) {
        double perSecond = limit.drawRate(now);
        try {
            ControlStore.Slice slice = store.draw(line.name(), perSecond, wanted);
            if (slice.count() == 0) {
                return Math.clamp(slice.delayNanos(), AGAIN, 10 * AGAIN);
            }
            limit.granted(clocks.nanos() + slice.delayNanos(), perSecond, slice.count());
            line.sendBell().ring();
            line.claimBell().ring();
            return AGAIN;
        } catch (StoreUnavailableException e) {
            line.context().listener().storeFailed("draw");
            return FAILED;
        }
    }
}
