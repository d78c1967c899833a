package io.tocsin.store.submission;

import io.tocsin.ingest.StreamStore;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which node took a stream last, in Redis: a number for each stream. */
public final class RedisStreams implements StreamStore {
    /** Every node has looked long before. */
    private static final Duration KEPT = Duration.ofDays(1);
    private final Redis redis;
    private final int node;

    /** Takes connections and the number of this node. */
    public RedisStreams(Redis redis, int node) {
        this.redis = redis;
        this.node = node;
    }

    @Override
    public void take(Name stream) {
        redis.call(Call.of("SET", Keys.door(stream.client(), stream.stream()), node, "PX", KEPT.toMillis()));
    }

    @Override
    public List<Name> taken(List<Name> served) {
        List<@Nullable Object> holders = redis.pipeline(
                served.stream().map(each -> Call.of("GET", Keys.door(each.client(), each.stream()))).toList());
        List<Name> taken = new ArrayList<>();
        for (int i = 0; i < holders.size(); i++) {
            if (holders.get(i) != null && Reply.number(holders.get(i)) != node) {
                taken.add(served.get(i));
            }
        }
        return taken;
    }
}
