package io.tocsin.dispatch.limit;

import java.util.ArrayDeque;

/**
 * The slots a node has drawn from a carrier's rate, each with its time. An attempt of several
 * segments needs one slot that is due and owes the rest to the slots that follow. Safe for use by a
 * drawing and a sending thread.
 */
final class Pacer {
    private long lateness;
    private final ArrayDeque<Slots> slices = new ArrayDeque<>();
    private int ready;
    private long readyAt;
    private int debt;

    /** Slots still to come, evenly spaced. */
    private static final class Slots {
        private double next;
        private final double spacing;
        private int left;

        private Slots(double next, double spacing, int left) {
            this.next = next;
            this.spacing = spacing;
            this.left = left;
        }
    }

    /**
     * A pacer without slots.
     *
     * @param lateness how long after its time a slot may still be used, nanoseconds
     */
    Pacer(long lateness) {
        this.lateness = lateness;
    }

    /** How long after its time a slot may still be used from now on. */
    synchronized void lateness(long nanos) {
        lateness = nanos;
    }

    synchronized void add(long first, double spacing, int count) {
        if (count > 0) {
            slices.add(new Slots(first, spacing, count));
        }
    }

    /** How many segments may go now; 0 or less while slots are owed. */
    synchronized int due(long now) {
        expire(now);
        for (Slots slots = slices.peek(); slots != null && slots.next <= now; slots = slices.peek()) {
            int passed = (int) Math.min(slots.left, Math.floor((now - slots.next) / slots.spacing) + 1);
            double last = slots.next + (passed - 1) * slots.spacing;
            // Of what came due since the last look, only what is not too late counts.
            int late = (int) Math.max(0, Math.min(passed, Math.ceil((now - lateness - slots.next) / slots.spacing)));
            gain(passed - late, (long) last, (int) Math.min(Integer.MAX_VALUE - 1, lateness / slots.spacing) + 1);
            slots.next = last + slots.spacing;
            slots.left -= passed;
            if (slots.left == 0) {
                slices.remove();
            }
        }
        return ready - debt;
    }

    /** Slots that nobody uses do not pile up beyond what may be late. */
    private void gain(int count, long at, int most) {
        int paid = Math.min(debt, count);
        debt -= paid;
        ready = Math.min(most, ready + count - paid);
        readyAt = at;
    }

    private void expire(long now) {
        if (ready > 0 && readyAt < now - lateness) {
            ready = 0;
        }
    }

    /** Uses slots; more than are ready become a debt. */
    synchronized void take(int cost) {
        int used = Math.min(ready, cost);
        ready -= used;
        debt += cost - used;
    }

    /** Nanoseconds until a slot comes due that is not owed; -1 when none is drawn. */
    synchronized long nextIn(long now) {
        int owed = debt;
        for (Slots slots : slices) {
            if (owed < slots.left) {
                return Math.max(1, (long) (slots.next + owed * slots.spacing) - now);
            }
            owed -= slots.left;
        }
        return -1;
    }

    /** Nanoseconds from now to the end of the last slot drawn; 0 when there is none to come. */
    synchronized long ahead(long now) {
        Slots last = slices.peekLast();
        return last == null ? 0 : Math.max(0, (long) (last.next + last.left * last.spacing) - now);
    }

    /** Forgets slots that are to come: the rate changed. */
    synchronized void clear() {
        slices.clear();
        ready = 0;
        debt = 0;
    }
}
