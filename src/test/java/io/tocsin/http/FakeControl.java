package io.tocsin.http;

import io.tocsin.dispatch.ControlStore;
import io.tocsin.warning.BatchId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Switches in memory. */
final class FakeControl implements ControlStore {
    final List<String> acts = new CopyOnWriteArrayList<>();
    final Map<String, Switches> switches = new ConcurrentHashMap<>();

    @Override
    public void pause(BatchId batch) {
        acts.add("pause " + batch);
    }

    @Override
    public void resume(BatchId batch) {
        acts.add("resume " + batch);
    }

    @Override
    public void cancel(BatchId batch) {
        acts.add("cancel " + batch);
    }

    @Override
    public Map<String, Switches> switches() {
        return Map.copyOf(switches);
    }

    @Override
    public void set(String carrier, Switches next) {
        switches.put(carrier, next);
    }

    @Override
    public int nodes() {
        return 1;
    }

    @Override
    public Slice draw(String carrier, double perSecond, int want) {
        return new Slice(0, 0);
    }
}
