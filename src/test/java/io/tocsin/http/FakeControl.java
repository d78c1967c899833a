package io.tocsin.http;

import io.tocsin.dispatch.ControlStore;
import io.tocsin.dispatch.MemoryStop;
import io.tocsin.warning.BatchId;
import java.util.List;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Switches in memory. */
final class FakeControl extends MemoryStop implements ControlStore {
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
    public Held held() {
        return new Held(false, switches());
    }

    @Override
    public void set(String carrier, Switches next) {
        switches.put(carrier, next);
    }

    @Override
    public Duration shareLength() {
        return Duration.ofSeconds(10);
    }

    @Override
    public int share(String carrier, Window window, int held) {
        return window.total();
    }

    @Override
    public Allowance draw(String carrier, Draw draw) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void giveBack(String carrier, Window window) {
        // There is nobody else.
    }
}
