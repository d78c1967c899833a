package io.tocsin.simulate;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Things to do later, in buckets of a millisecond; cheaper than a timer each when a hundred
 * thousand wait. Used by one thread. Within a bucket the order is kept.
 */
public final class DelayWheel<T> {
    private static final int BUCKETS = 8192;

    private final ArrayDeque<Waiting<T>>[] buckets;
    private long now;
    private int size;

    private record Waiting<T>(long at, T item) {}

    /** A wheel that stands at that millisecond. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public DelayWheel(long nowMillis) {
        now = nowMillis;
        buckets = new ArrayDeque[BUCKETS];
    }

    /** How many wait. */
    public int size() {
        return size;
    }

    /** Puts an item off by that many milliseconds; 0 means the next turn. */
    public void add(int delay, T item) {
        long at = now + Math.max(1, delay);
        int bucket = (int) (at % BUCKETS);
        if (buckets[bucket] == null) {
            buckets[bucket] = new ArrayDeque<>();
        }
        buckets[bucket].add(new Waiting<>(at, item));
        size++;
    }

    /** Turns to that millisecond and hands out what is due. */
    public void turn(long nowMillis, java.util.function.Consumer<T> due) {
        while (now < nowMillis) {
            now++;
            ArrayDeque<Waiting<T>> bucket = buckets[(int) (now % BUCKETS)];
            for (int left = bucket == null ? 0 : bucket.size(); left > 0; left--) {
                @Nullable
                Waiting<T> waiting = bucket.poll();
                if (waiting == null) {
                    break;
                } else if (waiting.at <= now) {
                    size--;
                    due.accept(waiting.item);
                } else {
                    bucket.add(waiting);
                }
            }
        }
    }
}
