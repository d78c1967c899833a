package io.tocsin.dispatch.call;

import io.tocsin.warning.Cause;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What calls of a trunk go by, beside what holds for every carrier.
 *
 * @param lines how many there may be at a time, all nodes together
 * @param slowStart how long the rate grows after the trunk came into service; zero for not at all
 * @param congestion whether a cause says that the network has too much to do
 * @param refusal whether a cause is a refusal by the network, about the number or about us
 */
public record CallRules(CallLimit lines, Duration slowStart, Predicate<Cause> congestion,
        Predicate<Cause> refusal) {
    /** Lines and nothing else. */
    public static CallRules of(CallLimit lines) {
        return new CallRules(lines, Duration.ZERO, _ -> false, _ -> false);
    }
}
