package io.tocsin.dispatch;

import io.tocsin.dispatch.call.CallLeases;
import io.tocsin.dispatch.call.CallLimit;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.StoreUnavailableException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lines of one trunk in memory; others may have some. */
public final class MemoryLeases implements CallLeases {
    private final Map<AttemptId, Boolean> taken = new HashMap<>();
    private int others;
    private boolean down;
    private int trips;

    @Override
    public synchronized BitSet take(String carrier, CallLimit limit, List<AttemptId> ended, List<AttemptId> wanted,
            int urgent) {
        trip();
        ended.forEach(taken::remove);
        BitSet has = new BitSet();
        for (int i = 0; i < wanted.size(); i++) {
            if (taken.containsKey(wanted.get(i)) || mayTake(limit, i < urgent)) {
                taken.putIfAbsent(wanted.get(i), i < urgent);
                has.set(i);
            }
        }
        return has;
    }

    private boolean mayTake(CallLimit limit, boolean urgent) {
        long ordinary = taken.values().stream().filter(each -> !each).count() + others;
        return taken.size() + others < limit.calls() && (urgent || ordinary < limit.calls() - limit.reserved());
    }

    private void trip() {
        trips++;
        if (down) {
            throw new StoreUnavailableException("lines fail because a test says so");
        }
    }

    @Override
    public synchronized boolean isFree(String carrier, CallLimit limit) {
        trip();
        return mayTake(limit, false);
    }

    @Override
    public synchronized void release(String carrier, List<AttemptId> ended) {
        trip();
        ended.forEach(taken::remove);
    }

    @Override
    public synchronized void hold(String carrier, CallLimit limit, List<AttemptId> attempts) {
        trip();
        attempts.forEach(each -> taken.putIfAbsent(each, false));
    }

    /** Other nodes have so many lines for calls that are not urgent. */
    public synchronized void othersHold(int lines) {
        others = lines;
    }

    /** Lines that attempts of this node have. */
    public synchronized int taken() {
        return taken.size();
    }

    /** How often it was asked. */
    public synchronized int trips() {
        return trips;
    }

    /** Makes it fail, or work again. */
    public synchronized void down(boolean is) {
        down = is;
    }
}
