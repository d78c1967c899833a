package io.tocsin.dispatch.contract.keeping;

import io.tocsin.dispatch.ControlStore;
import io.tocsin.dispatch.ControlStore.Allowance;
import io.tocsin.dispatch.ControlStore.Draw;
import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.loop.Clocks;
import io.tocsin.dispatch.loop.Work;
import io.tocsin.warning.StoreUnavailableException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws from a carrier's quota of the day what its line needs for the next second, and gives back
 * what a second without sends did not need, so that another node may have it.
 */
public final class QuotaWork implements Work {
    private static final long EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(100);

    private static final Logger LOG = LoggerFactory.getLogger(QuotaWork.class);

    private final DayQuota quota;
    private final ControlStore store;
    private final Clocks clocks;
    private final IntSupplier ahead;
    private final Runnable more;
    private final DispatchListener listener;
    private boolean failing;
    private @Nullable Draw asked;
    /** When something was taken last, or drawn to be taken. */
    private long usedAt;
    private long turns;
    private long takenBefore;
    private long askedAt;

    /**
     * What keeps a quota; for lines that have one.
     *
     * @param ahead how much the line sends in a second
     * @param more runs when there is something to be had again
     */
    public QuotaWork(DayQuota quota, ControlStore store, Clocks clocks, IntSupplier ahead, Runnable more,
            DispatchListener listener) {
        this.quota = quota;
        this.store = store;
        this.clocks = clocks;
        this.ahead = ahead;
        this.more = more;
        this.listener = listener;
        askedAt = clocks.nanos() - EVERY;
        usedAt = askedAt;
    }

    @Override
    public long run(long now) {
        boolean active = quota.taken() != takenBefore;
        if (active) {
            takenBefore = quota.taken();
            usedAt = now;
        }
        if (asked == null) {
            int want = wanted(active, now);
            if (want > 0 && quota.isUsedUp() && now - askedAt < EVERY) {
                return askedAt + EVERY - now;
            }
            int back = want == 0 && now - usedAt >= EVERY ? quota.drain(now) : 0;
            asked = want + back == 0 ? null : draw(want, back);
        }
        Draw draw = asked;
        return draw == null ? SOON : ask(draw);
    }

    private int wanted(boolean active, long now) {
        int most = Math.max(ahead.getAsInt(), quota.needed());
        int held = quota.held(now);
        // When it is used up nobody tries to take any: whether there is some again is for this to find out.
        return quota.isUsedUp() || quota.needed() > held || (active && held < most / 2) ? most - held : 0;
    }

    private Draw draw(int want, int back) {
        return new Draw(quota.total(), want, back, quota.day(), quota.ahead(clocks.now()), ++turns);
    }

    /** Asks; the same again until there is an answer, as the first may have been heard. */
    private long ask(Draw draw) {
        long before = clocks.nanos();
        askedAt = before;
        try {
            boolean was = quota.isUsedUp();
            Allowance answer = store.draw(quota.carrier(), draw);
            asked = null;
            works();
            quota.granted(answer, before);
            usedAt = answer.granted() > 0 ? before : usedAt;
            if (was != quota.isUsedUp() || answer.granted() > 0) {
                more.run();
            }
            return SOON;
        } catch (StoreUnavailableException e) {
            fails(e);
            return SOON;
        }
    }

    private void fails(StoreUnavailableException e) {
        listener.storeFailed("quota");
        if (!failing) {
            failing = true;
            LOG.warn(
                    "Nothing is drawn from the day's quota of {} until the store works again; what is drawn is sent: {}",
                    quota.carrier(), e.getMessage());
        }
    }

    private void works() {
        if (failing) {
            failing = false;
            LOG.info("The day's quota of {} is drawn from again", quota.carrier());
        }
    }

    /** Gives back what is held; blocks for a call of the store. */
    public void giveBack() {
        int back = quota.drain(clocks.nanos());
        if (back > 0) {
            try {
                store.draw(quota.carrier(), draw(0, back));
            } catch (StoreUnavailableException e) {
                listener.storeFailed("quota");
                LOG.warn("{} segments of the day's quota of {} are counted as used until midnight: {}", back,
                        quota.carrier(), e.getMessage());
            }
        }
    }
}
