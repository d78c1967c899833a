package io.tocsin.store.control;

import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.BatchId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds that a batch is done: its intake is closed and every warning in every partition is final.
 * Asked whenever the last open warning of a batch in a partition became final, and when an intake
 * is closed; asking too often does no harm.
 */
public final class Completion {
    private static final String CLOSED = "open";
    private final Redis redis;
    private final int partitions;
    private final Duration keep;
    private final Script finish = Script.load("finish");
    private final Script clear = Script.load("clear");

    /**
     * Takes what it needs.
     *
     * @param keep how long a finished batch is kept
     */
    public Completion(Redis redis, int partitions, Duration keep) {
        this.redis = redis;
        this.partitions = partitions;
        this.keep = keep;
    }

    /** Records that the batch is done, if it is. True when it became so just now. */
    public boolean check(BatchId batch) {
        // Once the intake is closed, a partition without open warnings never gets one again: so the state
        // is read first.
        if (!Reply.text(redis.call(Call.of("HGET", Keys.batch(batch), "state"))).equals(CLOSED)) {
            return false;
        }
        List<Call> reads = new ArrayList<>();
        for (int p = 0; p < partitions; p++) {
            reads.add(Call.of("HMGET", Keys.counters(p, batch), 0, 1, 2, 3));
        }
        for (@Nullable
        Object counts : redis.pipeline(reads)) {
            if (Reply.list(counts).stream().mapToLong(Reply::number).sum() != 0) {
                return false;
            }
        }
        clear(batch);
        return Reply.number(redis.call(finish.call(Keys.batch(batch)))) == 1;
    }

    private void clear(BatchId batch) {
        List<Call> calls = new ArrayList<>();
        calls.add(Call.of("PEXPIRE", Keys.batch(batch), keep.toMillis()));
        for (int p = 0; p < partitions; p++) {
            calls.add(clear.call(Keys.tag(p), batch, keep.toMillis()));
        }
        redis.pipeline(calls);
    }
}
