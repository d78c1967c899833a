package io.tocsin.store;

import io.tocsin.store.redis.Redis;

/** A Redis of some kind that a test has started. */
public interface RedisSource {
    /** Connections of their own with the default limits; the caller closes them. */
    Redis connect();
}
