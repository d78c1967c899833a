package io.tocsin.dispatch;

import io.tocsin.dispatch.stop.GlobalStop;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Phone;
import io.tocsin.warning.StoreUnavailableException;
import io.tocsin.warning.WarningId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Switches, rates and contacts in memory. */
public final class MemoryControl extends MemoryStop implements ControlStore, ContactStore {
    private final MemoryStore store;
    private final Map<String, Switches> switches = new ConcurrentHashMap<>();
    private final Map<String, Integer> others = new HashMap<>();
    private final List<String> given = new ArrayList<>();
    private final Map<String, Integer> contacts = new HashMap<>();
    private final Map<Phone, Rung> rung = new HashMap<>();
    private final Map<String, int[]> drawn = new HashMap<>();
    private boolean down;

    /** Controls of that store's batches. */
    public MemoryControl(MemoryStore store) {
        this.store = store;
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
    public Held held() {
        return new Held(stopped().isPresent(), switches());
    }

    @Override
    public void set(String carrier, Switches latest) {
        switches.put(carrier, latest);
    }

    @Override
    public synchronized Optional<GlobalStop> stopped() {
        if (down) {
            throw new StoreUnavailableException("nobody knows because a test says so");
        }
        return super.stopped();
    }

    @Override
    public Duration shareLength() {
        return Duration.ofSeconds(10);
    }

    @Override
    public synchronized int share(String carrier, Window window, int held) {
        if (down) {
            throw new StoreUnavailableException("share fails because a test says so");
        }
        return others.getOrDefault(carrier, 0) >= window.total() ? 0 : window.total() - others.getOrDefault(carrier, 0);
    }

    @Override
    public synchronized void giveBack(String carrier, Window window) {
        given.add(carrier);
    }

    @Override
    public synchronized Allowance draw(String carrier, Draw draw) {
        if (down) {
            throw new StoreUnavailableException("draw fails because a test says so");
        }
        Instant here = store.now().plus(draw.ahead());
        long day = Math.floorDiv(here.getEpochSecond(), 86_400L);
        int[] used = drawn.computeIfAbsent(carrier + day, _ -> new int[1]);
        used[0] -= draw.from() == day ? draw.back() : 0;
        int granted = Math.max(0, Math.min(draw.want(), draw.total() - used[0]));
        used[0] += granted;
        return new Allowance(granted, Math.max(0, draw.total() - used[0]),
                Duration.between(here, Instant.ofEpochSecond((day + 1) * 86_400L)), day);
    }

    /** What was drawn from a carrier's quota, of whatever day. */
    public synchronized int drawn(String carrier) {
        return drawn.entrySet().stream().filter(each -> each.getKey().startsWith(carrier))
                .mapToInt(each -> each.getValue()[0]).sum();
    }

    /** Other nodes hold so much of a carrier's rate. */
    public synchronized void othersHold(String carrier, int segments) {
        others.put(carrier, segments);
    }

    /** Carriers whose share was given back. */
    public synchronized List<String> given() {
        return List.copyOf(given);
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
    public synchronized List<Duration> ring(int partition, List<Ring> all, Duration gap) {
        List<Duration> waits = new ArrayList<>();
        for (Ring each : all) {
            Rung last = rung.get(each.phone());
            Duration left = last == null || last.warning.equals(each.warning())
                    ? Duration.ZERO
                    : Duration.between(store.now(), last.at.plus(gap));
            Duration wait = left.isNegative() ? Duration.ZERO : left;
            if (wait.isZero() || each.anyway()) {
                rung.put(each.phone(), new Rung(each.warning(), store.now()));
            }
            waits.add(wait);
        }
        return waits;
    }

    private record Rung(WarningId warning, Instant at) {}

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

    /** Makes it fail to share, or work again. */
    public synchronized void down(boolean is) {
        down = is;
    }
}
