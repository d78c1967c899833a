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

/**
 * Looks at what changes by itself, or by any node: whether lines are still slowed, the operators'
 * switches.
 */
final class SwitchWork implements Work {
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Switches NONE = new Switches(false, null, null, null);

    private final ControlStore store;
    private final List<Line> lines;
    private final DispatchListener listener;

    SwitchWork(ControlStore store, List<Line> lines, DispatchListener listener) {
        this.store = store;
        this.lines = List.copyOf(lines);
        this.listener = listener;
    }

    @Override
    public long run(long now) {
        lines.forEach(line -> {
            line.slowness().look(now);
            line.look(now);
        });
        try {
            Map<String, Switches> latest = store.switches();
            for (Line line : lines) {
                line.apply(latest.getOrDefault(line.name(), NONE));
            }
        } catch (StoreUnavailableException e) {
            // What was switched last stays.
            listener.storeFailed("switches");
        }
        return EVERY;
    }
}
