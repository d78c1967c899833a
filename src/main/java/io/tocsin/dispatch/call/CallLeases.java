package io.tocsin.dispatch.call;

import io.tocsin.warning.AttemptId;
import io.tocsin.warning.StoreUnavailableException;
import java.util.BitSet;
import java.util.List;

/**
 * The lines of trunks, which all nodes share: an attempt has one from before it is dialled until it
 * is answered. Calls block and throw {@link StoreUnavailableException}, after which what was asked
 * may or may not have happened; asking again is harmless.
 */
public interface CallLeases {
    /** Every attempt gets a line; for carriers that count for themselves. */
    CallLeases UNBOUNDED = new CallLeases() {
        @Override
        public BitSet take(String carrier, CallLimit limit, List<AttemptId> ended, List<AttemptId> wanted, int urgent) {
            BitSet all = new BitSet();
            all.set(0, wanted.size());
            return all;
        }

        @Override
        public boolean isFree(String carrier, CallLimit limit) {
            return true;
        }

        @Override
        public void release(String carrier, List<AttemptId> ended) {}

        @Override
        public void hold(String carrier, CallLimit limit, List<AttemptId> attempts) {}
    };

    /**
     * Gives back lines, and takes lines, in one round trip. An attempt that has one keeps it. What is
     * reserved is given to urgent attempts only.
     *
     * @param ended attempts that are over
     * @param wanted attempts that are about to be dialled, urgent ones first
     * @param urgent how many of them are urgent
     * @return a bit for each of {@code wanted}: set when it has a line
     */
    BitSet take(String carrier, CallLimit limit, List<AttemptId> ended, List<AttemptId> wanted, int urgent);

    /** Whether an attempt that is not urgent would get a line now. */
    boolean isFree(String carrier, CallLimit limit);

    /**
     * Gives back lines of attempts that are over, whoever took them; those that have none do not
     * matter.
     */
    void release(String carrier, List<AttemptId> ended);

    /**
     * Holds the lines of calls that are up, for the longest time from now: another node's that were
     * taken over. They have lines even when there are then more than the limit.
     */
    void hold(String carrier, CallLimit limit, List<AttemptId> attempts);
}
