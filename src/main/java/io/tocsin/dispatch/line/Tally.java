package io.tocsin.dispatch.line;

import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.DispatchListener.Answered;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.CauseClass;
import java.util.EnumMap;
import java.util.Map;

/** What one read of a connection brought, counted: breaker, limit and metrics hear of it once. */
final class Tally {
    private final Map<Answered, Integer> answers = new EnumMap<>(Answered.class);
    private final Map<CauseClass, Integer> failures = new EnumMap<>(CauseClass.class);
    private int accepted;
    private int again;
    private int refused;
    private int closedAtLast;

    /**
     * Counts an answer.
     *
     * @param refused whether flow control refused the warning before
     */
    void add(AttemptEnd end, boolean refused) {
        switch (end) {
            // Nearly all of them, so without a map.
            case AttemptEnd.Accepted() -> {
                accepted++;
                closedAtLast = 0;
            }
            case AttemptEnd.Delivered ignored -> {
                count(Answered.DELIVERED);
                closedAtLast = 0;
            }
            case AttemptEnd.Failed(var cause) -> {
                failures.merge(cause.type(), 1, Integer::sum);
                closedAtLast = isClosed(cause.type()) ? closedAtLast + 1 : 0;
            }
            case AttemptEnd.Unknown ignored -> count(Answered.UNKNOWN);
            case AttemptEnd.FlowControlled ignored -> {
                count(Answered.FLOW_CONTROLLED);
                again += refused ? 1 : 0;
            }
            case AttemptEnd.NeverSent ignored -> count(Answered.NEVER_SENT);
            case AttemptEnd.WaitOver ignored -> count(Answered.UNKNOWN);
            case AttemptEnd.NoReceipt ignored -> count(Answered.UNKNOWN);
        }
    }

    /** So many of the failures that were counted as the phone's are about us. */
    void refused(int failed) {
        refused = failed;
    }

    /** Whether the network refuses all that it is asked for. */
    boolean isRefused() {
        return refused > 0;
    }

    private void count(Answered answered) {
        answers.merge(answered, 1, Integer::sum);
    }

    int of(Answered answered) {
        return answers.getOrDefault(answered, 0);
    }

    /** Of those that flow control refused, how many it had refused before. */
    int again() {
        return again;
    }

    /**
     * Answers that blame the network, the account or silence, or are of a network that refuses
     * everything.
     */
    int bad() {
        return failures.getOrDefault(CauseClass.NETWORK, 0) + failures.getOrDefault(CauseClass.CONFIG, 0)
                + of(Answered.UNKNOWN) + refused;
    }

    /** Answers that show a working carrier, whatever they say about the phone. */
    int good() {
        int all = accepted + of(Answered.DELIVERED) + of(Answered.UNKNOWN);
        for (int failed : failures.values()) {
            all += failed;
        }
        return all - bad();
    }

    /** Answers that it takes nothing for now, for its own quota or hours. */
    int closed() {
        return failures.getOrDefault(CauseClass.QUOTA, 0) + failures.getOrDefault(CauseClass.TIME_WINDOW, 0);
    }

    /** The same after the last answer that shows that it does take something. */
    int closedAtLast() {
        return closedAtLast;
    }

    private static boolean isClosed(CauseClass type) {
        return type == CauseClass.QUOTA || type == CauseClass.TIME_WINDOW;
    }

    /** Whether any of them is the carrier's own word. */
    boolean heard() {
        return accepted > 0 || !failures.isEmpty() || of(Answered.DELIVERED) + of(Answered.FLOW_CONTROLLED) > 0;
    }

    void tell(String carrier, DispatchListener listener) {
        if (accepted > 0) {
            listener.answered(carrier, Answered.ACCEPTED, CauseClass.NONE, accepted);
        }
        answers.forEach((answered, n) -> listener.answered(carrier, answered, CauseClass.NONE, n));
        failures.forEach((type, n) -> listener.answered(carrier, Answered.FAILED, type, n));
    }
}
