package io.tocsin.report.replies;

import io.tocsin.warning.Phone;

/** Where it is noted that a number goes on the stop list, before it does. Calls block. */
@FunctionalInterface
public interface OptOutTrail {
    /**
     * Notes it, durably.
     *
     * @param carrier over which the reply came
     * @param reason as the stop list will say it
     */
    void optedOut(Phone phone, String carrier, String reason);
}
