package io.tocsin.store.contact;

import io.tocsin.dispatch.ContactStore;
import io.tocsin.store.StoreBase;
import io.tocsin.store.redis.PackedPlace;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.Phone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Contacts and the stop list in Redis. */
public final class RedisContactStore implements ContactStore {
    private static final int MOST = 512;
    private final StoreBase base;
    private final StopList stopList;
    private final Script admit = Script.load("admit");
    private final Script ring = Script.load("ring");
    private final Script forget = Script.load("forget");

    /** Takes what it needs. */
    public RedisContactStore(StoreBase base, StopList stopList) {
        this.base = base;
        this.stopList = stopList;
    }

    @Override
    public BitSet admit(int partition, List<Phone> phones, int most, Duration within) {
        List<Call> calls = calls(partition, phones, admit, most, within.toMillis());
        BitSet admitted = new BitSet(phones.size());
        int at = 0;
        for (@Nullable
        Object answer : base.redis().pipeline(calls)) {
            String bits = Reply.text(answer);
            for (int i = 0; i < bits.length(); i++) {
                admitted.set(at++, bits.charAt(i) == '1');
            }
        }
        return admitted;
    }

    @Override
    public List<Duration> ring(int partition, List<Ring> rings, Duration gap) {
        List<Call> calls = new ArrayList<>();
        for (int from = 0; from < rings.size(); from += MOST) {
            List<Object> arguments = new ArrayList<>(List.of(Math.max(1, gap.toSeconds())));
            for (Ring each : rings.subList(from, Math.min(rings.size(), from + MOST))) {
                arguments.add(base.phones().of(each.phone()));
                arguments.add(PackedPlace.of(each.warning()));
                arguments.add(each.anyway() ? 1 : 0);
            }
            calls.add(ring.call(Keys.tag(partition), arguments.toArray()));
        }
        List<Duration> waits = new ArrayList<>(rings.size());
        for (@Nullable
        Object answer : base.redis().pipeline(calls)) {
            for (String seconds : Reply.text(answer).split(",", -1)) {
                waits.add(Duration.ofSeconds(Long.parseLong(seconds)));
            }
        }
        return waits;
    }

    @Override
    public void forget(int partition, List<Phone> phones) {
        base.redis().pipeline(calls(partition, phones, forget));
    }

    private List<Call> calls(int partition, List<Phone> phones, Script script, Object... before) {
        List<Call> calls = new ArrayList<>();
        for (int from = 0; from < phones.size(); from += MOST) {
            List<Object> arguments = new ArrayList<>(List.of(before));
            phones.subList(from, Math.min(phones.size(), from + MOST))
                    .forEach(phone -> arguments.add(base.phones().of(phone)));
            calls.add(script.call(Keys.tag(partition), arguments.toArray()));
        }
        return calls;
    }

    @Override
    public boolean stop(Phone phone, String reason) {
        return stopList.stop(phone, reason);
    }

    @Override
    public Optional<Stop> stopped(Phone phone) {
        return stopList.stopped(phone);
    }

    @Override
    public boolean allow(Phone phone) {
        return stopList.allow(phone);
    }
}
