package io.tocsin.report;

import io.tocsin.warning.Cause;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Standing;
import io.tocsin.warning.Transition;
import java.util.BitSet;
import java.util.List;

/** Finds the attempts that receipts speak of. Calls block. */
public interface ReceiptStore {
    /**
     * The partition in which a receipt's attempt is to be found, from its phone; -1 when it names none.
     */
    int partition(Receipt receipt);

    /**
     * Matches receipts of one partition and carrier by their message ids; plain deliveries are applied
     * at once, durably.
     *
     * @return one match per receipt, in order
     */
    List<Match> match(int partition, String carrier, List<Receipt> receipts);

    /**
     * Keeps receipts that matched nothing, durably, until their attempt is known by its message id or
     * as the only one of unknown end to their phone.
     */
    Keeping keep(int partition, String carrier, List<Unclaimed> receipts);

    /**
     * Kept receipts that found their attempt since; plain deliveries are applied, durably.
     *
     * @param most at most so many
     */
    List<Kept> kept(int partition, int most);

    /** Forgets kept receipts that were settled. */
    void forget(int partition, List<Kept> settled);

    /** Applies transitions decided for undecided matches; a bit per transition, as everywhere. */
    BitSet apply(int partition, List<Transition> transitions);

    /**
     * A receipt that matched nothing.
     *
     * @param ageMillis how long ago it came
     */
    record Unclaimed(Receipt receipt, long ageMillis) {}

    /**
     * What was kept.
     *
     * @param kept a bit per receipt; clear when it names no number, or no message
     * @param dropped older ones that had to go: too many, or kept too long
     */
    record Keeping(BitSet kept, int dropped) {}

    /**
     * A kept receipt that found its attempt.
     *
     * @param carrier name of the carrier
     * @param cause what it says
     * @param match what became of it
     * @param mark the store's own
     */
    record Kept(String carrier, Cause cause, Match match, String mark) {}

    /** What became of one receipt. */
    sealed interface Match {
        /** It was a delivery and is recorded. */
        record Applied() implements Match {}

        /**
         * It needs a decision.
         *
         * @param standing the warning
         * @param fence the attempt it speaks of
         */
        record Undecided(Standing standing, int fence) implements Match {}

        /** The attempt no longer matters (a duplicate, or the warning is final); noted on the timeline. */
        record Late() implements Match {}

        /** No attempt is known under that id (yet). */
        record Unmatched() implements Match {}
    }
}
