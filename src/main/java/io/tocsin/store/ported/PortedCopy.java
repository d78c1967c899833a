package io.tocsin.store.ported;

import io.tocsin.dispatch.ported.Ported;
import io.tocsin.warning.Phone;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All numbers that are known to have changed their operator, looked up without hashing and without
 * waiting; of all partitions together, so that nobody has to know which one a number is in.
 */
final class PortedCopy {
    private final Map<Long, Known> numbers = new ConcurrentHashMap<>();

    /** What is known, and of which partition the number is. */
    private record Known(int partition, Ported ported) {}

    @Nullable
    Ported of(Phone phone) {
        if (numbers.isEmpty()) {
            return null;
        }
        Known known = numbers.get(Long.valueOf(phone.digits()));
        return known == null ? null : known.ported;
    }

    void put(int partition, PortedEntry entry) {
        numbers.put(entry.number(), new Known(partition, entry.ported()));
    }

    /** Forgets a number, unless something else is known of it by now. */
    void remove(long number, Ported ported) {
        numbers.computeIfPresent(number, (_, known) -> known.ported.equals(ported) ? null : known);
    }

    int size() {
        return numbers.size();
    }

    void remove(long number) {
        numbers.remove(number);
    }

    /** All that is known of a partition: what is not among it is not known any more. */
    void replace(int partition, Map<Long, Ported> all) {
        numbers.entrySet()
                .removeIf(each -> each.getValue().partition == partition && !all.containsKey(each.getKey()));
        all.forEach((number, ported) -> numbers.put(number, new Known(partition, ported)));
    }
}
