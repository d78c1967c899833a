package io.tocsin.dispatch;

import io.tocsin.dispatch.loop.Clocks;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Phone;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Switches, rates and contacts in memory. */
public final class MemoryControl implements ControlStore, ContactStore {
    private static final double HORIZON = 100e6;

    private final MemoryStore store;
    private final Clocks clocks;
    private final Map<String, Switches> switches = new ConcurrentHashMap<>();
    private final Map<String, Double> next = new HashMap<>();
    private final Map<String, Integer> contacts = new HashMap<>();
    private boolean down;

    /** Controls of that store's batches. */
    public MemoryControl(MemoryStore store, Clocks clocks) {
        this.store = store;
        this.clocks = clocks;
    }

    @Override
    public void pause(BatchId batch) {
        store.pause(batch, true);
    }

    @Override
    public void resume(BatchId batch) {
        store.pause(batch, false);
    }

    @Override
    public void cancel(BatchId batch) {
        store.cancel(batch);
    }

    @Override
    public Map<String, Switches> switches() {
        return Map.copyOf(switches);
    }

    @Override
    public void set(String carrier, Switches latest) {
        switches.put(carrier, latest);
    }

    @Override
    public int nodes() {
        return 1;
    }

    @Override
    public synchronized Slice draw(String carrier, double perSecond, int want) {
        if (down) {
            throw new StoreUnavailableException("draw fails because a test says so");
        }
        double now = clocks.nanos();
        double spacing = 1e9 / perSecond;
        double first = Math.max(now, next.getOrDefault(carrier, now));
        int count = (int) Math.clamp(Math.ceil((now + HORIZON - first) / spacing), 0, want);
        next.put(carrier, first + count * spacing);
        return new Slice((long) (first - now), count);
    }

    @Override
    public synchronized BitSet admit(int partition, List<Phone> phones, int most, Duration within) {
        BitSet admitted = new BitSet();
        for (int i = 0; i < phones.size(); i++) {
            int had = contacts.getOrDefault(phones.get(i).digits(), 0);
            if (had < most) {
                contacts.put(phones.get(i).digits(), had + 1);
                admitted.set(i);
            }
        }
        return admitted;
    }

    @Override
    public synchronized void forget(int partition, List<Phone> phones) {
        phones.forEach(phone -> contacts.merge(phone.digits(), -1, Integer::sum));
    }

    /** Contacts of a phone. */
    public synchronized int contacts(Phone phone) {
        return contacts.getOrDefault(phone.digits(), 0);
    }

    @Override
    public boolean stop(Phone phone, String reason) {
        store.stop(phone.digits());
        return true;
    }

    @Override
    public Optional<Stop> stopped(Phone phone) {
        return Optional.empty();
    }

    @Override
    public boolean allow(Phone phone) {
        return false;
    }

    /** Makes draws fail, or work again. */
    public synchronized void down(boolean is) {
        down = is;
    }
}
