package io.tocsin.store.access;

import io.tocsin.access.audit.AuditStore;
import io.tocsin.access.audit.Head;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The audit log in Redis: a stream whose ids are the entries' numbers, and the chain's end beside
 * it.
 */
public final class RedisAudit implements AuditStore {
    private final Redis redis;
    private final Duration keep;
    private final Script append = Script.load("audit");

    /**
     * Takes connections.
     *
     * @param keep how long entries are kept
     */
    public RedisAudit(Redis redis, Duration keep) {
        this.redis = redis;
        this.keep = keep;
    }

    @Override
    public Head head() {
        return head(redis.call(Call.of("GET", Keys.audit("head"))));
    }

    private static Head head(@Nullable Object reply) {
        String text = Reply.text(reply);
        return text.isEmpty() ? Head.NONE : Head.parse(text);
    }

    @Override
    public Head append(Head expected, List<String> lines, Head next, Instant now, boolean letGo) {
        List<Object> arguments = new ArrayList<>(List.of(expected.equals(Head.NONE) ? "" : expected, next,
                expected.sequence(), now.toEpochMilli(), letGo ? now.minus(keep).toEpochMilli() : 0));
        arguments.addAll(lines);
        return head(redis.pipelineSafely(List.of(append.call(Keys.audit(""), arguments.toArray()))).getFirst());
    }

    @Override
    public long first() {
        List<@Nullable Object> found = Reply
                .list(redis.call(Call.of("XRANGE", Keys.audit("log"), "-", "+", "COUNT", 1)));
        if (found.isEmpty()) {
            return head().sequence() + 1;
        }
        return sequence(found.getFirst());
    }

    private static long sequence(@Nullable Object entry) {
        String id = Reply.text(Reply.list(entry).getFirst());
        return Long.parseLong(id.substring(0, id.indexOf('-')));
    }

    @Override
    public List<Entry> after(long sequence, int most) {
        return Reply.list(redis.call(Call.of("XRANGE", Keys.audit("log"), sequence + 1, "+", "COUNT", most))).stream()
                .map(entry -> new Entry(sequence(entry), Reply.text(Reply.list(Reply.list(entry).get(1)).get(1))))
                .toList();
    }
}
