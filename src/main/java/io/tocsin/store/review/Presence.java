package io.tocsin.store.review;

import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells that reviewers are there, each at most once in five seconds. */
final class Presence {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int MOST = 20_000;
    private final Redis redis;
    private final InstantSource clock;
    private final Map<String, Instant> told = new ConcurrentHashMap<>();

    Presence(Redis redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
    }

    void seen(String name) {
        Instant now = clock.instant();
        Instant last = told.get(name);
        if (last != null && last.plus(EVERY).isAfter(now)) {
            return;
        }
        if (told.size() >= MOST) {
            told.clear();
        }
        told.put(name, now);
        redis.call("ZADD", Keys.REVIEWERS, now.toEpochMilli(), name);
    }
}
