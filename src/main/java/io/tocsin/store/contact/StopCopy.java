package io.tocsin.store.contact;

import io.tocsin.warning.Phone;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The numbers of a partition's stop list as of a version, looked up without any hashing. Never
 * changes.
 */
public final class StopCopy {
    /** Nothing was ever stopped. */
    static final StopCopy EMPTY = new StopCopy(0, new long[0]);

    private final long version;
    private final long[] sorted;

    private StopCopy(long version, long[] sorted) {
        this.version = version;
        this.sorted = sorted;
    }

    /** Those numbers, in any order. */
    static StopCopy of(long version, LongStream numbers) {
        return new StopCopy(version, numbers.sorted().distinct().toArray());
    }

    /**
     * The same after some changes.
     *
     * @param next its version
     * @param changed numbers that are on it now, or not any more
     */
    StopCopy with(long next, Map<Long, Boolean> changed) {
        LongStream kept = Arrays.stream(sorted).filter(number -> !changed.containsKey(number));
        LongStream added = changed.entrySet().stream().filter(Map.Entry::getValue).mapToLong(Map.Entry::getKey);
        return of(next, LongStream.concat(kept, added));
    }

    /** Which version of the list it is. */
    long version() {
        return version;
    }

    /** Whether the number is on it. */
    public boolean has(Phone phone) {
        return sorted.length > 0 && Arrays.binarySearch(sorted, Long.parseLong(phone.digits())) >= 0;
    }
}
