package io.tocsin.dispatch.line;

import io.tocsin.dispatch.ControlStore;
import io.tocsin.dispatch.ControlStore.Window;
import io.tocsin.dispatch.limit.SendLimit;
import io.tocsin.dispatch.loop.Clocks;
import io.tocsin.dispatch.loop.Work;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a line's share of its carrier's rate leased while the line can send, and gives it back when
 * it cannot. A share that is not renewed ends here well before another node may have it.
 */
public final class ShareWork implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(ShareWork.class);
    private static final long NONE = Long.MIN_VALUE;
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(200);
    /** A line that was up a moment ago is likely to be up in a moment. */
    private static final long UNABLE = TimeUnit.SECONDS.toNanos(3);

    private final Line line;
    private final ControlStore store;
    private final Clocks clocks;
    private final long every;
    private final long valid;
    private @Nullable Window leased;
    private long askedAt = NONE;
    private long unableSince = NONE;

    /** What keeps the share of a line. */
    public ShareWork(Line line, ControlStore store, Clocks clocks) {
        this.line = line;
        this.store = store;
        this.clocks = clocks;
        Duration length = store.shareLength();
        every = length.dividedBy(10).toNanos();
        valid = length.toNanos() / 10 * 7;
    }

    @Override
    public long run(long now) {
        SendLimit limit = line.limit();
        Window window = limit.window(line.carrier().mostCost());
        if (window == null || !wants(now)) {
            giveBack();
            return every;
        }
        // Whoever waits for a share asks more often; the bell, which rings often, does not make a call each
        // time.
        long next = limit.hasShare(now) && window.equals(leased) ? every : SOON;
        long left = askedAt == NONE ? 0 : askedAt + next - now;
        return left > 0 ? left : ask(limit, window, now);
    }

    private boolean wants(long now) {
        if (line.isAble()) {
            unableSince = NONE;
            return true;
        }
        if (unableSince == NONE) {
            unableSince = now;
        }
        return leased != null && now - unableSince < UNABLE;
    }

    private long ask(SendLimit limit, Window window, long now) {
        askedAt = now;
        leased = window;
        try {
            boolean had = limit.hasShare(now);
            int before = had ? limit.share() : 0;
            limit.share(store.share(line.name(), window, Math.max(before, limit.used(now))), now + valid);
            if (!had || limit.share() > before) {
                line.bells().ring();
            }
            return limit.share() > 0 ? every : SOON;
        } catch (StoreUnavailableException e) {
            line.context().listener().storeFailed("share");
            return SOON;
        }
    }

    /** Gives the share back, if there is one; blocks for a call of the store. */
    public void giveBack() {
        Window window = leased;
        if (window == null) {
            return;
        }
        leased = null;
        askedAt = NONE;
        line.limit().share(0, clocks.nanos());
        try {
            store.giveBack(line.name(), window);
        } catch (StoreUnavailableException e) {
            LOG.info("The share of the rate of {} runs out by itself: {}", line.name(), e.getMessage());
        }
    }
}
