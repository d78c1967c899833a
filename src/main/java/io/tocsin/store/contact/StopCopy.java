package io.tocsin.store.contact;

import io.tocsin.warning.Phone;
import io.tocsin.warning.StopKind;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The numbers of a partition's stop list as of a version, looked up without any hashing. Never
 * changes.
 */
public final class StopCopy {
    /** Nothing was ever stopped. */
    static final StopCopy EMPTY = new StopCopy(0, new long[0], new long[0]);

    private final long version;
    /** Sorted, as the other. */
    private final long[] never;
    private final long[] optedOut;

    private StopCopy(long version, long[] never, long[] optedOut) {
        this.version = version;
        this.never = never;
        this.optedOut = optedOut;
    }

    /**
     * The same after some changes.
     *
     * @param next its version
     * @param changed numbers and how they are known now
     */
    StopCopy with(long next, Map<Long, StopKind> changed) {
        return new StopCopy(next, changed(never, changed, StopKind.NEVER),
                changed(optedOut, changed, StopKind.OPTED_OUT));
    }

    private static long[] changed(long[] before, Map<Long, StopKind> changed, StopKind kind) {
        LongStream kept = Arrays.stream(before).filter(number -> !changed.containsKey(number));
        LongStream added = changed.entrySet().stream().filter(each -> each.getValue() == kind)
                .mapToLong(Map.Entry::getKey);
        return LongStream.concat(kept, added).sorted().distinct().toArray();
    }

    /** Which version of the list it is. */
    long version() {
        return version;
    }

    /** How the list knows the number. */
    public StopKind of(Phone phone) {
        if (never.length + optedOut.length == 0) {
            return StopKind.NONE;
        }
        long number = Long.parseLong(phone.digits());
        if (Arrays.binarySearch(never, number) >= 0) {
            return StopKind.NEVER;
        }
        return Arrays.binarySearch(optedOut, number) >= 0 ? StopKind.OPTED_OUT : StopKind.NONE;
    }
}
