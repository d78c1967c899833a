package io.tocsin.dispatch.limit;

import io.tocsin.dispatch.ControlStore.Window;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Everything that says how much this node may send to one carrier now: its share of the account's
 * rate, the window of what it wrote, an even pace, and flow control. A carrier without a rate only
 * knows the last. Safe for use by several threads.
 */
public final class SendLimit {
    /** The pace below the share: the window, which errs towards less, then hardly ever interferes. */
    private static final double USE = 0.985;
    /** The pace while less was written than could have been. */
    private static final double CATCH_UP = 1.05;
    private static final double BEHIND = 0.97;
    private static final long LATENESS = 100_000_000;

    private final Throttle throttle;
    private final FlowEvidence evidence = new FlowEvidence();
    private final Pacer pacer = new Pacer(LATENESS);
    private final WriteGuard guard = new WriteGuard(1);
    private final SlowStart start;
    private final double whole;
    private double rate;
    private int share;
    private long shareUntil;

    /**
     * A limit; without a share yet.
     *
     * @param perSecond segments a second of the whole account, infinite for none
     * @param pause how long flow control stops everything
     */
    public SendLimit(double perSecond, Duration pause) {
        this(perSecond, pause, Duration.ZERO, Double.POSITIVE_INFINITY);
    }

    /**
     * The same for a carrier that is not to have everything at once.
     *
     * @param slowStart how long the rate grows after each {@link #start}, from a quarter
     * @param whole what the rate grows to, segments a second, while there is none
     */
    public SendLimit(double perSecond, Duration pause, Duration slowStart, double whole) {
        this.whole = whole;
        throttle = new Throttle(pause);
        start = new SlowStart(slowStart);
        rate(perSecond);
    }

    /** The carrier came into service. */
    public synchronized void start(long now) {
        start.begin(now);
        pacer.clear();
    }

    /** Whether it came into service a moment ago, and its rate still grows. */
    public synchronized boolean isStarting(long now) {
        return start.factor(now) < 1;
    }

    /** Changes the account's rate; infinite for none. The share stays until the next is granted. */
    public synchronized void rate(double perSecond) {
        if (perSecond != rate) {
            if (Double.isInfinite(rate)) {
                guard.reset();
            }
            rate = perSecond;
            share = Math.min(share, total());
            pacer.clear();
            if (hasRate()) {
                guard.rate(perSecond, share);
            }
        }
    }

    /**
     * What all nodes share; null without a rate.
     *
     * @param mostCost what an attempt may cost
     */
    public synchronized @Nullable Window window(int mostCost) {
        return hasRate() ? new Window(total(), Duration.ofNanos(guard.length()), mostCost) : null;
    }

    private int total() {
        return WriteGuard.whole(rate);
    }

    /**
     * This node may write so much in any window.
     *
     * @param segments of all that the window holds
     * @param until the ticker when it ends, unless it is renewed
     */
    public synchronized void share(int segments, long until) {
        shareUntil = until;
        if (segments != share) {
            share = segments;
            pacer.clear();
            if (hasRate()) {
                guard.rate(rate, segments);
            }
        }
    }

    /** What was granted last. */
    public synchronized int share() {
        return share;
    }

    /** Whether anything may be sent at all. */
    public synchronized boolean hasShare(long now) {
        return !hasRate() || (share > 0 && now - shareUntil < 0);
    }

    /** Segments of the last window, and those on their way; 0 without a rate. */
    public synchronized int used(long now) {
        return hasRate() ? guard.used(now) : 0;
    }

    /** Segments a second that this node may send now, infinite for no limit. */
    public synchronized double current(long now) {
        return throttle.rate(hasRate() ? rate * share / total() : unlimited(now), now) * start.factor(now);
    }

    /** A carrier without a rate has one while it begins. */
    private double unlimited(long now) {
        return start.factor(now) < 1 ? whole : rate;
    }

    /** Segments a second that the whole account may send as far as this node knows. */
    public synchronized double ofAccount(long now) {
        return throttle.rate(hasRate() ? rate : unlimited(now), now) * start.factor(now);
    }

    /** Whether there is a pace at all; when not, only {@link #pausedFor} matters. */
    public boolean isLimited(long now) {
        return !Double.isInfinite(current(now));
    }

    /**
     * The carrier answered. Flow control slows the account down unless it is about single numbers; what
     * is answered during the pause was on its way when it began, and says nothing new.
     *
     * @param good other answers than flow control
     * @param fresh flow control of warnings that were not refused so before
     * @param again flow control of warnings that were
     * @param observed segments a second that were sent
     * @return whether flow control among them is about the account
     */
    public synchronized boolean answered(int good, int fresh, int again, long now, double observed) {
        if (throttle.pausedFor(now) > 0) {
            return true;
        }
        evidence.add(good, fresh);
        if (fresh + again == 0 || !evidence.blamesAccount()) {
            return false;
        }
        evidence.clear();
        throttle.slowDown(now, hasRate() ? rate : observed);
        pacer.clear();
        return true;
    }

    /**
     * The carrier said that it nears its limits: a tenth less than now, and slowly more again.
     *
     * @param observed segments a second that were sent
     */
    public synchronized void ease(long now, double observed) {
        if (throttle.ease(now, hasRate() ? rate : observed)) {
            pacer.clear();
        }
    }

    /** Whether flow control keeps it below its rate. */
    public synchronized boolean isSlowed(long now) {
        return throttle.isActive(rate, now);
    }

    /** Nanoseconds that nothing may be sent because of flow control. */
    public synchronized long pausedFor(long now) {
        return throttle.pausedFor(now);
    }

    /** Says whether there is something to send, claimed already or about to be. */
    public synchronized void demand(boolean there, long now) {
        pacer.demand(there, now);
    }

    /** Whether an attempt of that many segments may go now; if so, it is counted. */
    public synchronized boolean tryTake(int cost, long now) {
        if (pausedFor(now) > 0 || !hasShare(now)) {
            return false;
        }
        double current = current(now);
        if (!Double.isInfinite(current)) {
            if (!pacer.isDue(now) || (hasRate() && !guard.admits(cost, now))) {
                return false;
            }
            pacer.take(cost, pace(current, now), now);
        }
        if (hasRate()) {
            guard.dispatched(cost);
        }
        return true;
    }

    private double pace(double current, long now) {
        boolean behind = hasRate() && ofAccount(now) == rate && guard.used(now) < share * BEHIND;
        return current * (behind ? CATCH_UP : USE);
    }

    /** An attempt that was counted was written. */
    public synchronized void written(int cost, long at) {
        if (hasRate()) {
            guard.written(cost, at);
        }
    }

    /** An attempt that was counted was never written. */
    public synchronized void unsent(int cost) {
        if (hasRate()) {
            guard.unsent(cost);
        }
    }

    /** Nanoseconds until the next attempt might go. */
    public synchronized long nextIn(long now) {
        long paused = pausedFor(now);
        if (paused > 0 || !isLimited(now)) {
            return paused;
        }
        // When it is due, only the window is in the way.
        long due = pacer.nextIn(now);
        return due > 0 ? due : Math.max(guard.step(), 1_000_000);
    }

    /** Whether the carrier has a rate; one without that is slowed down has a pace, but no window. */
    public synchronized boolean hasRate() {
        return !Double.isInfinite(rate);
    }
}
