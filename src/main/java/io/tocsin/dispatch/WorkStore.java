package io.tocsin.dispatch;

import io.tocsin.warning.Lane;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Standing;
import io.tocsin.warning.StopKind;
import io.tocsin.warning.StoreUnavailableException;
import io.tocsin.warning.Transition;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * The waiting warnings. Calls block; use virtual threads. All throw
 * {@link StoreUnavailableException}.
 */
public interface WorkStore {
    /**
     * Name of the carrier with that number ({@code Progress.carrier}), empty when there is none. Does
     * not block: names are remembered.
     */
    String carrier(int number);

    /**
     * Number of the carrier of that name, 0 when this node has not heard of one, as before it claimed
     * for it. Does not block.
     */
    int number(String carrier);

    /** How many partitions there are; the other methods take one of 0 to this minus one. */
    int partitions();

    /**
     * Fences waiting warnings for a carrier: they are IN_FLIGHT, durably, when this returns.
     *
     * @param partition where to look
     * @param carrier name of the carrier
     * @param lanes in order of service; what is returned keeps that order, and a lane is only looked at
     *            when those before it have nothing more that is due
     * @param max at most so many
     * @param elsewhere operators for which other carriers could take at once what this one refused, or
     *            what failed on it for a reason that is not the phone's, with the bits of those
     *            carriers ({@code Progress.bit}): it is left to those that have not refused it for some
     *            seconds
     */
    Claim claim(int partition, String carrier, List<Lane> lanes, int max, Map<Operator, Integer> elsewhere);

    /** The same, whatever failed on this carrier before. */
    default Claim claim(int partition, String carrier, List<Lane> lanes, int max) {
        return claim(partition, carrier, lanes, max, Map.of());
    }

    /**
     * Applies transitions of warnings of that partition.
     *
     * @return a bit per transition: set when applied, clear when the warning no longer stood as
     *         {@code from} says
     */
    BitSet apply(int partition, List<Transition> transitions);

    /**
     * Warnings fenced by nodes that are no longer alive, still IN_FLIGHT.
     *
     * @param max roughly at most so many
     */
    List<Standing> orphans(int partition, int max);

    /**
     * Takes over attempts that dead nodes hold: this node holds them, durably, when this returns, under
     * the same fences. Asked again about the same ones it says the same, as when an answer was lost.
     *
     * @param partition where all of them are
     * @param orphans as {@link #orphans} gave them, at most a few hundred
     * @return a bit per orphan: set when it is this node's now
     */
    BitSet adopt(int partition, List<Standing> orphans);

    /**
     * Warnings whose time may have come without anybody asking: waiting past their expiry, ambiguous or
     * without receipt for longer than the given waits. Also removes finished blocks past their
     * retention and looks again later at the rest.
     */
    List<Standing> overdue(int partition, Waits waits, int maxBlocks);

    /** Hears of work that this node itself made claimable at once. */
    void onReady(ReadyListener listener);

    /**
     * What a claim brought.
     *
     * @param warnings the fenced ones
     * @param more whether a listed lane may hold more that is due now
     */
    record Claim(List<Claimed> warnings, boolean more) {}

    /**
     * One fenced warning.
     *
     * @param standing as it is now, IN_FLIGHT; it knows the same refusers as before
     * @param before the state it was in before the fence
     * @param stopped how the stop list knows its number
     */
    record Claimed(Standing standing, Progress before, StopKind stopped) {}

    /**
     * How long to wait before looking at a warning again.
     *
     * @param ambiguousSeconds shortest wait of any carrier's ambiguous rule
     * @param receiptSeconds shortest wait for receipts of any carrier
     */
    record Waits(long ambiguousSeconds, long receiptSeconds) {}

    /** Told, from any thread, that a lane of a partition got work. */
    interface ReadyListener {
        /** A lane of that partition may be claimed from. */
        void ready(int partition, Lane lane);
    }
}
