package io.tocsin.report;

import io.tocsin.warning.BatchState;
import io.tocsin.warning.BatchStatus;
import io.tocsin.warning.Standing;
import io.tocsin.warning.WarningState;
import java.util.List;
import java.util.Set;

/** When a batch will be done as far as that can be said, and why it cannot. */
public final class Outlook {
    /** Of the warnings that wait, how many are asked whether anybody serves them. */
    private static final int LOOKED_AT = 50;

    private final ResultStore store;
    private final Eta eta;
    private final Reach reach;

    /** Estimates by what became final, and asks for those that nobody serves. */
    public Outlook(ResultStore store, Eta eta, Reach reach) {
        this.store = store;
        this.eta = eta;
        this.reach = reach;
    }

    /** By the counts alone, for one of many. */
    public Eta.Estimate glance(BatchStatus status) {
        return eta.of(status);
    }

    /** With a look at what waits; reads a few blocks. */
    public Eta.Estimate of(BatchStatus status) {
        Eta.Estimate estimate = eta.of(status);
        return isStuck(status) ? new Eta.Estimate(null, Eta.Unknown.NO_CARRIER) : estimate;
    }

    /** Whether all that is left waits for a carrier, and nobody serves the first of it. */
    private boolean isStuck(BatchStatus status) {
        long open = status.counts().open();
        if (status.state() != BatchState.RUNNING || open == 0 || status.counts().in(WarningState.READY) < open) {
            return false;
        }
        List<Standing> first = store.warnings(status.batch().id(), Set.of(WarningState.READY), null, LOOKED_AT).items();
        return !first.isEmpty() && first.stream().noneMatch(reach::reaches);
    }
}
