package io.tocsin.dispatch.contract.keeping;

import io.tocsin.dispatch.ControlStore.Allowance;
import io.tocsin.dispatch.loop.Bell;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What this node has of a carrier's quota of the day. All nodes draw from one count in the store, a
 * little ahead of what they send; nothing is sent that was not drawn. What was drawn on a day is
 * worth nothing after its midnight. Safe for use by several threads; where there is no quota
 * nothing is locked, and whether it is used up is read without waiting.
 */
public final class DayQuota {
    private final String carrier;
    private final int total;
    private final ZoneId zone;
    private final Bell bell = new Bell();
    private long day;
    private long until;
    private int held;
    private int needed;
    private boolean empty;
    private volatile boolean usedUp;
    private long taken;

    /**
     * Nothing drawn yet.
     *
     * @param total 0 for no quota
     * @param zone whose midnight
     */
    DayQuota(String carrier, int total, ZoneId zone) {
        this.carrier = carrier;
        this.total = total;
        this.zone = zone;
    }

    /** Whether there is a quota at all. */
    public boolean isLimited() {
        return total > 0;
    }

    /** Rings when more is wanted. */
    public Bell bell() {
        return bell;
    }

    /**
     * Takes what an attempt costs.
     *
     * @param now the ticker
     * @return the day it was taken from, to be told when it is given back; negative when there is not
     *         enough, and more was asked for
     */
    public long tryTake(int cost, long now) {
        if (total == 0) {
            return 0;
        }
        long from = take(cost, now);
        if (from < 0) {
            bell.ring();
        }
        return from;
    }

    private synchronized long take(int cost, long now) {
        if (now - until >= 0) {
            held = 0;
        }
        boolean enough = held >= cost;
        needed = enough ? 0 : cost;
        if (enough) {
            held -= cost;
            taken += cost;
        }
        judge();
        return enough ? day : -1;
    }

    private void judge() {
        usedUp = empty && held < Math.max(1, needed);
    }

    /**
     * An attempt was not made after all, or the carrier did not take it.
     *
     * @param from the day it was taken from
     */
    public void giveBack(int cost, long from) {
        if (total > 0) {
            putBack(cost, from);
        }
    }

    private synchronized void putBack(int cost, long from) {
        if (from == day) {
            held += cost;
            judge();
        }
    }

    /** Whether neither this node nor the store has enough for the next attempt. */
    public boolean isUsedUp() {
        return usedUp;
    }

    synchronized int held(long now) {
        return now - until >= 0 ? 0 : held;
    }

    synchronized int needed() {
        return needed;
    }

    synchronized long taken() {
        return taken;
    }

    /** Takes all that is held out, to be given back; nothing when it is worth nothing any more. */
    synchronized int drain(long now) {
        int all = now - until >= 0 ? 0 : held;
        held = 0;
        judge();
        return all;
    }

    /**
     * The store's answer.
     *
     * @param now the ticker before it was asked
     */
    synchronized void granted(Allowance answer, long now) {
        if (answer.day() != day) {
            day = answer.day();
            held = 0;
        }
        held += answer.granted();
        until = now + answer.valid().toNanos();
        empty = answer.left() == 0;
        needed = empty ? needed : 0;
        judge();
    }

    String carrier() {
        return carrier;
    }

    int total() {
        return total;
    }

    /** How far the zone is ahead of UTC at that time. */
    Duration ahead(Instant now) {
        return Duration.ofSeconds(zone.getRules().getOffset(now).getTotalSeconds());
    }

    synchronized long day() {
        return day;
    }
}
