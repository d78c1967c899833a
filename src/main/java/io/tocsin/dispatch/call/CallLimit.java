package io.tocsin.dispatch.call;

import io.tocsin.config.value.Checks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many calls a trunk may have at a time, all nodes together.
 *
 * @param calls at most, at least 0
 * @param reserved of these, for urgent calls only
 * @param longest how long a call may take from its dialling to its end: ring time, the longest talk
 *            and a margin; a line that nobody gives back is free after that
 */
public record CallLimit(int calls, int reserved, Duration longest) {
    private static final int SHARE = 10;

    /** Refuses what is out of range. */
    public CallLimit {
        new Checks().between("calls", calls, 0, 10_000).between("reserved", reserved, 0, calls).done();
    }

    /** How many lines of so many are reserved when nobody says: a tenth. */
    public static int reservedOf(int calls) {
        return calls / SHARE;
    }

    /**
     * The same for the number of calls that an operator switched to, of which the same part is
     * reserved.
     *
     * @param live null for the configured one
     */
    public CallLimit with(@Nullable Integer live) {
        return live == null || live == calls
                ? this
                : new CallLimit(live, calls == 0 ? 0 : (int) Math.min(live, (long) reserved * live / calls), longest);
    }
}
