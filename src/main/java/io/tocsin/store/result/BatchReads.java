package io.tocsin.store.result;

import io.tocsin.report.ResultStore.Page;
import io.tocsin.store.batch.BatchRecords;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Codes;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.BatchCounts;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.BatchState;
import io.tocsin.warning.BatchStatus;
import io.tocsin.warning.WarningState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads how batches stand. Records that expired leave the lists when they are met. */
final class BatchReads {
    private static final char CURSOR = 'b';
    private final Redis redis;
    private final int partitions;

    BatchReads(Redis redis, int partitions) {
        this.redis = redis;
        this.partitions = partitions;
    }

    Optional<BatchStatus> get(@Nullable String client, BatchId id) {
        return get(List.of(id)).getFirst().filter(each -> client == null || each.batch().client().equals(client));
    }

    private List<Optional<BatchStatus>> get(List<BatchId> ids) {
        List<Call> calls = new ArrayList<>();
        for (BatchId id : ids) {
            calls.add(Call.of("HGETALL", Keys.batch(id)));
            for (int p = 0; p < partitions; p++) {
                calls.add(Call.of("HGETALL", Keys.counters(p, id)));
            }
        }
        List<Map<String, String>> answers = redis.pipeline(calls).stream()
                .map(each -> BatchRecords.fields(Reply.list(each))).toList();
        List<Optional<BatchStatus>> found = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            int at = i * (partitions + 1);
            found.add(status(ids.get(i), answers.get(at), answers.subList(at + 1, at + 1 + partitions)));
        }
        return found;
    }

    private static Optional<BatchStatus> status(BatchId id, Map<String, String> record,
            List<Map<String, String>> counters) {
        Map<WarningState, Long> states = new EnumMap<>(WarningState.class);
        long flagged = 0;
        Set<String> standings = new HashSet<>();
        for (Map<String, String> each : counters) {
            for (WarningState state : WarningState.values()) {
                states.merge(state, number(each, "" + Codes.of(state)), Long::sum);
            }
            flagged += number(each, "f");
            standings.add(each.getOrDefault("st", "r"));
        }
        BatchCounts counts = new BatchCounts(number(record, "duplicate"), number(record, "rejected"), states, flagged);
        Instant finished = record.containsKey("finished") ? Instant.ofEpochMilli(number(record, "finished")) : null;
        BatchState state = state(record.getOrDefault("state", ""), standings);
        return BatchRecords.read(id, record).map(batch -> new BatchStatus(batch, state, counts, finished,
                record.containsKey("abandoned")));
    }

    private static BatchState state(String state, Set<String> standings) {
        if (standings.contains("x")) {
            return BatchState.CANCELLED;
        }
        if (state.equals("done")) {
            return BatchState.DONE;
        }
        if (standings.contains("p")) {
            return BatchState.PAUSED;
        }
        return state.equals("accepting") ? BatchState.ACCEPTING : BatchState.RUNNING;
    }

    private static long number(Map<String, String> fields, String name) {
        return Long.parseLong(fields.getOrDefault(name, "0"));
    }

    /** Where a page ended: the creation time and id of its last batch. */
    private record After(long created, String id) {
        static After read(String cursor) {
            ByteBuffer in = Cursors.read(CURSOR, cursor);
            if (in.remaining() != 24) {
                throw Cursors.refused(null);
            }
            return new After(in.getLong(), StandardCharsets.US_ASCII.decode(in).toString());
        }

        String write() {
            return Cursors.write(CURSOR, ByteBuffer.allocate(24).putLong(created)
                    .put(id.getBytes(StandardCharsets.US_ASCII)).array());
        }

        /** Newest first; of the same millisecond, the greater id first. */
        boolean isBefore(After other) {
            return created > other.created || (created == other.created && id.compareTo(other.id) > 0);
        }
    }

    Page<BatchStatus> page(@Nullable String client, @Nullable String cursor, int limit) {
        byte[] list = client == null ? Keys.BATCHES.getBytes(StandardCharsets.US_ASCII) : Keys.batches(client);
        After after = cursor == null ? null : After.read(cursor);
        Object from = after == null ? "+inf" : after.created();
        List<BatchStatus> items = new ArrayList<>();
        int offset = 0;
        while (true) {
            int wanted = limit + 1 - items.size();
            List<@Nullable Object> answer = Reply.list(redis.call(
                    Call.of("ZREVRANGEBYSCORE", list, from, "-inf", "WITHSCORES", "LIMIT", offset, wanted)));
            List<BatchId> ids = new ArrayList<>();
            for (int i = 0; i + 1 < answer.size(); i += 2) {
                After each = new After((long) Double.parseDouble(Reply.text(answer.get(i + 1))),
                        Reply.text(answer.get(i)));
                if (after == null || after.isBefore(each)) {
                    ids.add(new BatchId(each.id()));
                }
            }
            int gone = add(list, ids, items);
            if (items.size() > limit) {
                BatchStatus last = items.get(limit - 1);
                After end = new After(last.batch().createdAt().toEpochMilli(), last.batch().id().value());
                return new Page<>(List.copyOf(items.subList(0, limit)), end.write());
            }
            if (answer.size() < 2 * wanted) {
                return new Page<>(List.copyOf(items), null);
            }
            offset += wanted - gone;
        }
    }

    private int add(byte[] list, List<BatchId> ids, List<BatchStatus> items) {
        if (ids.isEmpty()) {
            return 0;
        }
        List<Optional<BatchStatus>> found = get(ids);
        List<Call> expired = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            found.get(i).ifPresent(items::add);
            if (found.get(i).isEmpty()) {
                expired.add(Call.of("ZREM", list, ids.get(i)));
            }
        }
        redis.pipeline(expired);
        return expired.size();
    }
}
