package io.tocsin.store.batch;

import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How many warnings of a client are not final, over all nodes; at most a second old. */
public final class OpenWarnings {
    private static final long FRESH_MILLIS = 1000;
    private final Redis redis;
    private final int partitions;
    private final InstantSource clock;
    private final Map<Integer, Seen> seen = new ConcurrentHashMap<>();

    /** Takes what it needs. */
    public OpenWarnings(Redis redis, int partitions, InstantSource clock) {
        this.redis = redis;
        this.partitions = partitions;
        this.clock = clock;
    }

    /** Of the client with that number. */
    public long of(int client) {
        Seen known = seen.get(client);
        long now = clock.millis();
        if (known != null && now - known.at < FRESH_MILLIS && now >= known.at) {
            return known.count;
        }
        List<Call> calls = new ArrayList<>();
        for (int p = 0; p < partitions; p++) {
            calls.add(Call.of("HGET", Keys.open(p), client));
        }
        List<@Nullable Object> answers = redis.pipeline(calls);
        long count = answers.stream().mapToLong(Reply::number).sum();
        seen.put(client, new Seen(count, now));
        return count;
    }

    private record Seen(long count, long at) {}
}
