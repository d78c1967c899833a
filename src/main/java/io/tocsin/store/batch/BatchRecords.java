package io.tocsin.store.batch;

import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.Batch;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Grade;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of batches. Times are kept to the millisecond. */
public final class BatchRecords {
    private final Redis redis;
    private final int partitions;
    private final Script close = Script.load("close");
    private final Script note = Script.load("note");
    private final Script count = Script.load("count");

    /** Takes what it needs. */
    public BatchRecords(Redis redis, int partitions) {
        this.redis = redis;
        this.partitions = partitions;
    }

    /** Records a batch in state accepting. */
    public void create(Batch batch) {
        byte[] key = Keys.batch(batch.id());
        long at = batch.createdAt().toEpochMilli();
        redis.pipeline(List.of(
                Call.of("HSET", key, "client", batch.client(), "name", batch.name(), "playbook", batch.playbook(),
                        "grade", batch.grade().code(), "created", at, "notBefore", millis(batch.notBefore()),
                        "expires", millis(batch.expiresAt()), "duplicate", 0, "rejected", 0, "state", "accepting"),
                Call.of("ZADD", Keys.batches(batch.client()), at, batch.id()),
                Call.of("ZADD", Keys.BATCHES, at, batch.id()), Call.of("ZADD", Keys.ACCEPTING, at, batch.id()),
                Call.of("ZADD", Keys.RUNNING, at, batch.id())));
    }

    /** The record of a batch by field, empty when there is none. */
    public Map<String, String> fields(BatchId id) {
        return fields(Reply.list(redis.call(Call.of("HGETALL", Keys.batch(id)))));
    }

    /** The record behind an answer to {@code HGETALL}. */
    public static Map<String, String> fields(List<@Nullable Object> answer) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i + 1 < answer.size(); i += 2) {
            fields.put(Reply.text(answer.get(i)), Reply.text(answer.get(i + 1)));
        }
        return fields;
    }

    /** The batch behind a record; empty when the record is. */
    public static Optional<Batch> read(BatchId id, Map<String, String> fields) {
        if (!fields.containsKey("client")) {
            return Optional.empty();
        }
        return Optional.of(new Batch(id, fields.getOrDefault("client", ""), fields.getOrDefault("name", ""),
                fields.getOrDefault("playbook", ""), Grade.of(fields.getOrDefault("grade", "")).orElse(Grade.LOW),
                Instant.ofEpochMilli(Long.parseLong(fields.getOrDefault("created", "0"))),
                instant(fields.get("notBefore")), instant(fields.get("expires"))));
    }

    /** Adds to the numbers of a batch, once for each growing sequence (unsigned) of a source. */
    public void count(BatchId id, String source, long sequence, long duplicate, long rejected) {
        redis.call(count.call(Keys.batch(id), source, Long.toUnsignedString(sequence), duplicate, rejected));
    }

    /** Ends its intake; leaves the numbers. Idempotent. */
    public void end(BatchId id) {
        redis.pipeline(List.of(close.call(Keys.batch(id)), Call.of("ZREM", Keys.ACCEPTING, id)));
    }

    /** Whether its intake has not ended. */
    public boolean isAccepting(BatchId id) {
        return Reply.text(redis.call("HGET", Keys.batch(id), "state")).equals("accepting");
    }

    /** Ends its intake; sets the numbers. Idempotent. */
    public void close(BatchId id, long duplicate, long rejected) {
        redis.pipeline(List.of(close.call(Keys.batch(id), duplicate, rejected),
                Call.of("ZREM", Keys.ACCEPTING, id)));
    }

    /** Sets the numbers while its intake has not ended. */
    public void note(BatchId id, long duplicate, long rejected) {
        redis.call(note.call(Keys.batch(id), duplicate, rejected));
    }

    /** How many warnings of it are durable. */
    public long accepted(BatchId id) {
        List<Call> calls = new java.util.ArrayList<>();
        for (int p = 0; p < partitions; p++) {
            calls.add(Call.of("HMGET", Keys.counters(p, id), 0, 1, 2, 3, 4, 5, 6, 7, 8));
        }
        return redis.pipeline(calls).stream().flatMap(each -> Reply.list(each).stream()).mapToLong(Reply::number)
                .sum();
    }

    private static String millis(@Nullable Instant time) {
        return time == null ? "" : Long.toString(time.toEpochMilli());
    }

    private static @Nullable Instant instant(@Nullable String millis) {
        return millis == null || millis.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
