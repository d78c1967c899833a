package io.tocsin.store.control;

import io.tocsin.dispatch.stop.GlobalStop;
import io.tocsin.dispatch.stop.StopStore;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The global stop in one hash of Redis. With replicas, what changes it waits for one of them, so
 * that a fail-over does not let sending go on.
 */
final class RedisStop implements StopStore {
    private static final byte[] KEY = Keys.STOP.getBytes(StandardCharsets.US_ASCII);
    private final Redis redis;
    private final Script brake = Script.load("brake");

    RedisStop(Redis redis) {
        this.redis = redis;
    }

    @Override
    public Optional<GlobalStop> stopped() {
        return read(Reply.list(redis.call(look())));
    }

    /** Asks whether it holds, beside other calls. */
    Call look() {
        return brake.call(KEY, "read");
    }

    /** Whether that answer says so. */
    static boolean isStopped(@Nullable Object answer) {
        return read(Reply.list(answer)).isPresent();
    }

    @Override
    public GlobalStop stop(String by, String kind, String reason) {
        return read(change("stop", by, kind, reason)).orElseThrow();
    }

    @Override
    public Outcome release(String by, String reason, String confirms, Duration within) {
        String word = Reply.text(change("release", by, reason, confirms, within.toMillis()).getFirst());
        return Outcome.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private List<@Nullable Object> change(Object... arguments) {
        return Reply.list(redis.pipelineSafely(List.of(brake.call(KEY, arguments))).getFirst());
    }

    private static Optional<GlobalStop> read(List<@Nullable Object> answer) {
        List<@Nullable Object> pairs = Reply.list(answer.get(1));
        Map<String, String> hash = new HashMap<>();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            hash.put(Reply.text(pairs.get(i)), Reply.text(pairs.get(i + 1)));
        }
        if (hash.isEmpty()) {
            return Optional.empty();
        }
        GlobalStop.Release release = hash.containsKey("id")
                ? new GlobalStop.Release(text(hash, "id"), text(hash, "asked"), time(hash, "at"), time(hash, "till"),
                        text(hash, "why"))
                : null;
        return Optional.of(new GlobalStop(text(hash, "by"), text(hash, "kind"), time(hash, "since"),
                text(hash, "reason"), release));
    }

    private static String text(Map<String, String> hash, String name) {
        return hash.getOrDefault(name, "");
    }

    private static Instant time(Map<String, String> hash, String name) {
        return Instant.ofEpochMilli(Long.parseLong(hash.getOrDefault(name, "0")));
    }
}
