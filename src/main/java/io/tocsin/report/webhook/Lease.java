package io.tocsin.report.webhook;

import java.time.Duration;

/** The right of one node among all to do something. Calls may block. */
@FunctionalInterface
public interface Lease {
    /** For a gateway of one node. */
    Lease ALONE = (_, _) -> true;

    /**
     * Takes or prolongs the right for this node.
     *
     * @param what it is about
     * @param time how long it holds without being prolonged
     * @return whether this node has it now
     */
    boolean hold(String what, Duration time);
}
