package io.tocsin.http;

import io.tocsin.dispatch.ported.Ported;
import io.tocsin.dispatch.ported.PortedStore;
import io.tocsin.report.FakeResultStore;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Numbers that changed their operator, in memory; there is room for two. */
final class FakePorted implements PortedStore {
    private final Map<Phone, Ported> known = new ConcurrentHashMap<>();

    @Override
    public int set(Map<Phone, Operator> numbers) {
        int kept = 0;
        for (Map.Entry<Phone, Operator> each : numbers.entrySet()) {
            if (known.size() < 2 || known.containsKey(each.getKey())) {
                known.put(each.getKey(), new Ported(each.getValue(), Set.of(), false, FakeResultStore.MADE));
                kept++;
            }
        }
        return kept;
    }

    @Override
    public boolean remove(Phone phone) {
        return known.remove(phone) != null;
    }

    @Override
    public Optional<Ported> find(Phone phone) {
        return Optional.ofNullable(known.get(phone));
    }

    @Override
    public long size() {
        return known.size();
    }
}
