package io.tocsin;

import io.tocsin.observe.meter.StoreMeters;
import io.tocsin.store.redis.RoundTrips;
import java.util.function.LongSupplier;

/**
 * What the store says about Redis, as meters.
 *
 * @param ticker nanoseconds
 * @param meters where it is shown
 */
record RedisWatch(LongSupplier ticker, StoreMeters meters) implements RoundTrips {
    @Override
    public long nanos() {
        return ticker.getAsLong();
    }

    @Override
    public void ran(String name, long nanos) {
        meters.ran(name, nanos);
    }

    @Override
    public void failed(String name) {
        meters.failed(name);
    }
}
