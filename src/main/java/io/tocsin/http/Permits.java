package io.tocsin.http;

import java.util.HashMap;
import java.util.Map;

/**
 * So many things at once, of which one caller may have only a share, so that nobody can keep the
 * others out. Safe for use by several threads.
 */
final class Permits {
    private final int most;
    private final int share;
    private final Map<String, Integer> held = new HashMap<>();
    private int used;

    /**
     * Permits, all of them free.
     *
     * @param most in all
     * @param share of one caller
     */
    Permits(int most, int share) {
        this.most = most;
        this.share = share;
    }

    /** How many are taken. */
    synchronized int used() {
        return used;
    }

    /** How many there are. */
    int most() {
        return most;
    }

    /** Takes one for a caller, empty for nobody in particular; false when there is none for it. */
    synchronized boolean tryAcquire(String caller) {
        if (used >= most || held.getOrDefault(caller, 0) >= share) {
            return false;
        }
        used++;
        held.merge(caller, 1, Integer::sum);
        return true;
    }

    /** Gives one of that caller's back. */
    synchronized void release(String caller) {
        used--;
        held.computeIfPresent(caller, (_, count) -> count == 1 ? null : count - 1);
    }
}
