package io.tocsin.store.facade;

import io.tocsin.store.embedded.ServerVersion;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is asked of a Redis that somebody else runs, before anything is entrusted to it: new enough,
 * every write fsynced before it is answered, nothing ever evicted.
 */
final class RedisCheck {
    private static final Logger LOG = LoggerFactory.getLogger(RedisCheck.class);
    private static final Map<String, String> EXPECTED = Map.of("appendonly", "yes", "appendfsync", "always",
            "maxmemory-policy", "noeviction");

    private RedisCheck() {}

    /**
     * Asks.
     *
     * @param weak whether a less durable one is accepted, with a warning in the log
     * @throws IllegalStateException when it will not do; says what was got and what was expected
     */
    static void check(Redis redis, boolean weak) {
        List<String> faults = faults(redis);
        if (faults.isEmpty()) {
            return;
        }
        String said = "Redis at " + redis.address() + " may lose what was acknowledged: " + String.join(", ", faults);
        if (!weak) {
            throw new IllegalStateException(said + ". Change its settings, or set store.weak: true to accept that.");
        }
        LOG.warn("{}; accepted because store.weak is true", said);
    }

    /** What is wrong with it. */
    private static List<String> faults(Redis redis) {
        String info = Reply.text(redis.call("INFO", "server"));
        int at = info.indexOf("redis_version:");
        ServerVersion version = ServerVersion.in(at < 0 ? "" : info.substring(at + "redis_version:".length()))
                .orElseThrow(() -> new IllegalStateException(
                        "What answers at " + redis.address() + " does not say which version of Redis it is"));
        if (version.compareTo(ServerVersion.OLDEST) < 0) {
            throw new IllegalStateException("Redis at " + redis.address() + " is " + version + ", expected "
                    + ServerVersion.OLDEST + " or later");
        }
        List<String> faults = new ArrayList<>();
        EXPECTED.forEach((name, expected) -> {
            String got = setting(redis, name);
            if (!got.equals(expected)) {
                faults.add(name + " is " + (got.isEmpty() ? "not told" : got) + ", expected " + expected);
            }
        });
        faults.sort(null);
        return faults;
    }

    private static String setting(Redis redis, String name) {
        try {
            List<@Nullable Object> pair = Reply.list(redis.call("CONFIG", "GET", name));
            return pair.size() < 2 ? "" : Reply.text(pair.get(1));
        } catch (StoreUnavailableException e) {
            LOG.debug("Redis does not tell {}: {}", name, e.getMessage());
            return "";
        }
    }
}
