package io.tocsin.report;

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
     * Matches receipts of one partition and carrier; plain deliveries are applied at once, durably.
     *
     * @param last whether receipts with unknown ids may be matched to the only ambiguous attempt to
     *            their phone
     * @return one match per receipt, in order
     */
    List<Match> match(int partition, String carrier, List<Receipt> receipts, boolean last);

    /** Applies transitions decided for undecided matches; a bit per transition, as everywhere. */
    BitSet apply(int partition, List<Transition> transitions);

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
