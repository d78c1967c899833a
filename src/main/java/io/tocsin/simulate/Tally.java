package io.tocsin.simulate;

/**
 * The counters behind {@link SimulatorCounts}. Written by the simulator's one event loop, read by
 * anyone.
 */
final class Tally {
    /** Beyond so many numbers, new ones are no longer told apart. */
    private static final int MOST_NUMBERS = 4_000_000;

    private final Occurrences submitsByNumber = new Occurrences();
    private final RateMeter rate = new RateMeter();
    private SimulatorCounts counts = new SimulatorCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    private volatile SimulatorCounts shown = counts;
    long connects;
    long refused;
    long submits;
    long accepted;
    long throttled;
    long repeated;
    long receipts;
    long confirmed;
    long replies;
    long confirmedReplies;

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
        return submitsByNumber.of(key(phone));
    }

    /** Notes the first segment of a submit to a number; answers how many came before. */
    int submitted(String phone) {
        long key = key(phone);
        if (submitsByNumber.size() >= MOST_NUMBERS && submitsByNumber.of(key) == 0) {
            return 0;
        }
        int before = submitsByNumber.add(key);
        if (before > 0) {
            repeated++;
        }
        return before;
    }

    /** Makes the counters visible to other threads. */
    void show() {
        counts = new SimulatorCounts(connects, refused, submits, accepted, throttled, submitsByNumber.size(), repeated,
                receipts, confirmed, replies, confirmedReplies, rate.most());
        shown = counts;
    }

    SimulatorCounts shown() {
        return shown;
    }
}
