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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds that a batch is done: its intake is closed and every warning in every partition is final.
 * Asked whenever the last open warning of a batch in a partition became final, and when an intake
 * is closed; and, because a node or Redis may die between that and the question, now and then of
 * all that are not done. Asking too often does no harm.
 */
public final class Completion {
    private static final Logger LOG = LoggerFactory.getLogger(Completion.class);
    private static final String CLOSED = "open";
    private final Redis redis;
    private final int partitions;
    private final Duration keep;
    private final Script finish = Script.load("finish");
    private final Script clear = Script.load("clear");
    private long next;

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
        boolean now = Reply.number(redis.call(finish.call(Keys.batch(batch)))) == 1;
        redis.call(Call.of("ZREM", Keys.RUNNING, batch));
        return now;
    }

    /**
     * Asks for the next of those that are not known to be done; one thread at a time.
     *
     * @param most so many batches
     */
    public void sweep(int most) {
        List<BatchId> some = Reply.list(redis.call(Call.of("ZRANGE", Keys.RUNNING, next, next + most - 1))).stream()
                .map(id -> new BatchId(Reply.text(id))).toList();
        List<@Nullable Object> states = redis
                .pipeline(some.stream().map(id -> Call.of("HGET", Keys.batch(id), "state")).toList());
        int gone = 0;
        for (int i = 0; i < some.size(); i++) {
            BatchId batch = some.get(i);
            String state = Reply.text(states.get(i));
            if (state.equals(CLOSED) && check(batch)) {
                LOG.info("Batch {} is done; that was not noticed when its last warning became final", batch);
                gone++;
            } else if (state.isEmpty() || state.equals("done")) {
                redis.call(Call.of("ZREM", Keys.RUNNING, batch));
                gone++;
            }
        }
        next = some.size() < most ? 0 : next + most - gone;
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
