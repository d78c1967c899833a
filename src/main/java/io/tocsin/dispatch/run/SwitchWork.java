package io.tocsin.dispatch.run;

import io.tocsin.dispatch.ControlStore;
import io.tocsin.dispatch.ControlStore.Switches;
import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.line.Line;
import io.tocsin.dispatch.loop.Work;
import io.tocsin.warning.StoreUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Applies what any node may change: the operators' switches, and whether there are other nodes. */
final class SwitchWork implements Work {
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Switches NONE = new Switches(false, null, null, null);

    /** More than the others' wait until they look again. */
    private static final long JOIN = 2 * EVERY;

    private final ControlStore store;
    private final List<Line> lines;
    private final DispatchListener listener;
    private boolean first = true;

    SwitchWork(ControlStore store, List<Line> lines, DispatchListener listener) {
        this.store = store;
        this.lines = List.copyOf(lines);
        this.listener = listener;
    }

    @Override
    public long run(long now) {
        try {
            Map<String, Switches> latest = store.switches();
            boolean alone = store.nodes() == 1;
            for (Line line : lines) {
                line.apply(latest.getOrDefault(line.name(), NONE));
                line.limit().alone(alone);
                if (first && !alone) {
                    line.limit().joins(now + JOIN);
                }
            }
            first = false;
        } catch (StoreUnavailableException e) {
            // What was switched last stays; without the store nobody draws anyway.
            listener.storeFailed("switches");
        }
        return EVERY;
    }
}
