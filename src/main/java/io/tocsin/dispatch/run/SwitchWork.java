package io.tocsin.dispatch.run;

import io.tocsin.dispatch.ControlStore;
import io.tocsin.dispatch.ControlStore.Held;
import io.tocsin.dispatch.ControlStore.Switches;
import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.line.Line;
import io.tocsin.dispatch.loop.Work;
import io.tocsin.warning.StoreUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what changes by itself, or by any node: whether lines are still slowed, the operators'
 * switches, the global stop. Until it is known that nothing is stopped, everything is.
 */
final class SwitchWork implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(SwitchWork.class);
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(250);
    private static final Switches NONE = new Switches(false, null, null, null);

    private final ControlStore store;
    private final List<Line> lines;
    private final DispatchListener listener;
    private volatile boolean stopped = true;
    private boolean known;

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
            Held held = store.held();
            know(held.stopped());
            apply(held.switches());
        } catch (StoreUnavailableException e) {
            // What was switched last stays.
            stop(stopped);
            listener.storeFailed("switches");
        }
        return EVERY;
    }

    private void apply(@Nullable Map<String, Switches> latest) {
        if (latest == null) {
            listener.storeFailed("switches");
            return;
        }
        for (Line line : lines) {
            line.apply(latest.getOrDefault(line.name(), NONE));
        }
    }

    private void know(boolean is) {
        if (is && !(known && stopped)) {
            LOG.warn("All sending is stopped, until two people release it");
        } else if (!is && known && stopped) {
            LOG.warn("The stop of all sending is released");
        }
        known = true;
        stop(is);
    }

    private void stop(boolean is) {
        stopped = is;
        lines.forEach(line -> line.stop(is));
    }

    /** Whether all sending is stopped, as far as this node knows. */
    boolean isStopped() {
        return stopped;
    }
}
