package io.tocsin.store.control;

import io.tocsin.dispatch.WorkStore.ReadyListener;
import io.tocsin.warning.Lane;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The bell that is rung when this node made work claimable at once, by accepting, returning or
 * resuming. Safe for many threads.
 */
public final class Readiness {
    private final List<ReadyListener> listeners = new CopyOnWriteArrayList<>();

    /** Adds one who hears it. */
    public void onReady(ReadyListener listener) {
        listeners.add(listener);
    }

    /** Rings. */
    public void ring(int partition, Lane lane) {
        for (ReadyListener listener : listeners) {
            listener.ready(partition, lane);
        }
    }
}
