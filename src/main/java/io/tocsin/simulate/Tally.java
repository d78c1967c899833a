package io.tocsin.simulate;

import java.util.HashMap;
import java.util.Map;

/**
 * The counters behind {@link SimulatorCounts}. Written by the simulator's one event loop, read by
 * anyone.
 */
final class Tally {
    /** Beyond so many numbers, new ones are no longer told apart. */
    private static final int MOST_NUMBERS = 4_000_000;

    private final Map<Long, Integer> submitsByNumber = new HashMap<>();
    private final RateMeter rate = new RateMeter();
    private SimulatorCounts counts = new SimulatorCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    private volatile SimulatorCounts shown = counts;
    long connects;
    long refused;
    long submits;
    long accepted;
    long throttled;
    long repeated;
    long receipts;
    long confirmed;

    RateMeter rate() {
        return rate;
    }

    private static long key(String phone) {
        long key = 0;
        for (int i = 0; i < phone.length(); i++) {
            key = key * 31 + phone.charAt(i);
        }
        return key;
    }

    /** How often a number was submitted to. */
    int submits(String phone) {
        return submitsByNumber.getOrDefault(key(phone), 0);
    }

    /** Notes the first segment of a submit to a number; answers how many came before. */
    int submitted(String phone) {
        long key = key(phone);
        Integer before = submitsByNumber.get(key);
        if (before == null && submitsByNumber.size() >= MOST_NUMBERS) {
            return 0;
        }
        submitsByNumber.put(key, before == null ? 1 : before + 1);
        if (before != null) {
            repeated++;
        }
        return before == null ? 0 : before;
    }

    /** Makes the counters visible to other threads. */
    void show() {
        counts = new SimulatorCounts(connects, refused, submits, accepted, throttled, submitsByNumber.size(), repeated,
                receipts, confirmed, rate.most());
        shown = counts;
    }

    SimulatorCounts shown() {
        return shown;
    }
}
