package io.tocsin.store.batch;

import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.BatchId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The batches whose intake has not ended, by when something was last added to them. Whoever adds
 * says so at most once a minute for each batch; so nothing is written for a row. Safe for many
 * threads.
 */
public final class Accepting {
    private static final Duration BREATH = Duration.ofMinutes(1);
    private static final int MOST_KNOWN = 10_000;
    private static final int AT_ONCE = 100;

    private final Redis redis;
    private final InstantSource clock;
    private final Duration silence;
    private final LinkedHashMap<BatchId, Long> told = new LinkedHashMap<>();

    /**
     * Takes what it needs.
     *
     * @param silence how long nothing is added until the intake of a batch ends by itself
     */
    public Accepting(Redis redis, InstantSource clock, Duration silence) {
        this.redis = redis;
        this.clock = clock;
        this.silence = silence;
    }

    /** Something is being added to those batches. */
    public void touch(Collection<BatchId> batches) {
        long now = clock.millis();
        List<Call> calls = batches.stream().distinct().filter(batch -> isDue(batch, now))
                .map(batch -> Call.of("ZADD", Keys.ACCEPTING, "XX", now, batch)).toList();
        redis.pipeline(calls);
    }

    private boolean isDue(BatchId batch, long now) {
        synchronized (told) {
            Long before = told.get(batch);
            if (before != null && now - before < BREATH.toMillis()) {
                return false;
            }
            told.remove(batch);
            told.put(batch, now);
            if (told.size() > MOST_KNOWN) {
                told.pollFirstEntry();
            }
            return true;
        }
    }

    /** Some of those to which nothing was added for so long. */
    public List<BatchId> silent() {
        Object answer = redis.call(Call.of("ZRANGEBYSCORE", Keys.ACCEPTING, "-inf",
                clock.millis() - silence.toMillis(), "LIMIT", 0, AT_ONCE));
        return Reply.list(answer).stream().map(id -> new BatchId(Reply.text(id))).toList();
    }

    /** Notes that the intake of a batch is about to end as nothing came any more. */
    public void abandon(BatchId batch) {
        redis.call(Call.of("HSET", Keys.batch(batch), "abandoned", 1));
    }
}
