package io.tocsin.access;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Holds keys to the requests a second that were agreed on, on this node: a second's worth may come
 * at once, then they come evenly. Safe for use by several threads.
 */
public final class KeyRates {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** Keys that were taken back leave theirs behind. */
    private static final int MOST = 4 * IssuedKeyStore.MOST;

    private final LongSupplier ticker;
    /** By key, when what was let through so far would be over at its rate. */
    private final Map<String, AtomicLong> until = new ConcurrentHashMap<>();

    /**
     * Nothing came yet.
     *
     * @param ticker nanoseconds, as {@code System::nanoTime}
     */
    public KeyRates(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /**
     * Counts a request.
     *
     * @return how long to wait for it; zero when it may go, and only then it is counted
     */
    public Duration take(Caller.Limit limit) {
        long now = ticker.getAsLong();
        long each = SECOND / limit.perSecond();
        if (until.size() >= MOST) {
            until.values().removeIf(over -> over.get() - now < 0);
        }
        AtomicLong over = until.computeIfAbsent(limit.key(), _ -> new AtomicLong(now));
        while (true) {
            long before = over.get();
            long next = Math.max(before - now, 0) + each;
            if (next > SECOND) {
                return Duration.ofNanos(next - SECOND);
            }
            if (over.compareAndSet(before, now + next)) {
                return Duration.ZERO;
            }
        }
    }
}
