package io.tocsin.dispatch.limit;

import io.tocsin.send.Carrier;
import java.util.function.LongToDoubleFunction;

/** How much a line sends in the next moment, and so how much is worth claiming for it. */
public final class Ahead {
    /** Claimed ahead of what can be sent: this much time of the rate. */
    private static final double SECONDS = 0.06;
    private static final int LEAST = 64;
    private static final int MOST = 4096;
    private static final int MOST_WORTHWHILE = 256;

    private final Carrier carrier;
    private final SendLimit limit;
    private final LongToDoubleFunction observed;

    /**
     * For a line to that carrier.
     *
     * @param observed what it sent in the second before a time of the ticker, for lines without a rate
     */
    public Ahead(Carrier carrier, SendLimit limit, LongToDoubleFunction observed) {
        this.carrier = carrier;
        this.limit = limit;
        this.observed = observed;
    }

    /** What may be claimed and not sent: free window slots besides when there is no rate. */
    public int target(long now) {
        return limit.isLimited(now) ? moment(now) : moment(now) + Math.min(carrier.capacity(), MOST);
    }

    /** What it sends in the next moment. */
    private int moment(long now) {
        double rate = limit.current(now);
        return Double.isInfinite(rate)
                ? (int) Math.clamp(observed.applyAsDouble(now) * SECONDS, LEAST, MOST)
                : (int) Math.clamp(Math.ceil(rate * SECONDS), 1, MOST);
    }

    /** The least room for which a claim is worth its round trip, as far as there is that much room. */
    public int worthwhile(long now, int room) {
        return Math.clamp(Math.min(moment(now) / 3, room), 1, MOST_WORTHWHILE);
    }

    /** What it sends in a second, roughly, and one of the largest at least. */
    public int inSecond(long now) {
        return Math.max(carrier.mostCost(), (int) (moment(now) / SECONDS));
    }
}
