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
 * Ends a batch's waiting warnings in slices, so that no script holds Redis for long. One that a
 * dead node began is gone on with by whoever looks at the batch's blocks next.
 */
public final class Cancellation {
    private static final int SLICE = 64;
    private final Redis redis;
    private final Completion completion;
    private final long keepEvents;
    private final Script cancel = Script.withPrelude("cancel");

    /**
     * Takes what it needs.
     *
     * @param keepEvents how long events are kept
     */
    public Cancellation(Redis redis, Completion completion, Duration keepEvents) {
        this.redis = redis;
        this.completion = completion;
        this.keepEvents = keepEvents.toMillis();
    }

    /** Takes the batch out of service everywhere, at once. */
    void begin(BatchId batch, int partitions) {
        List<Call> calls = new ArrayList<>();
        for (int p = 0; p < partitions; p++) {
            calls.add(cancel.call(Keys.tag(p), batch, keepEvents, 0));
        }
        redis.pipeline(calls);
    }

    /** Cancels what waits in that partition; returns when nothing does. */
    public void proceed(int partition, BatchId batch) {
        boolean over = false;
        List<@Nullable Object> answer;
        do {
            answer = Reply.list(redis.call(cancel.call(Keys.tag(partition), batch, keepEvents, SLICE)));
            over |= !Reply.text(answer.get(1)).isEmpty();
        } while (Reply.number(answer.getFirst()) == 1);
        if (over) {
            completion.check(batch);
        }
    }
}
