package io.tocsin.store.access;

import io.tocsin.access.session.Session;
import io.tocsin.access.session.SessionStore;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions and failed log-ins in Redis; everything expires by itself. */
public final class RedisSessions implements SessionStore {
    /** How long failures are remembered after the last. */
    private static final Duration TRIES = Duration.ofHours(1);
    /** Longer than any code counts. */
    private static final Duration STEPS = Duration.ofMinutes(10);
    private final Redis redis;
    private final @Nullable InstantSource clock;
    private final Script look = Script.load("session");
    private final Script seen = Script.load("seen");
    private final Script tries = Script.load("try");
    private final Script step = Script.load("step");

    /** Takes connections; the time is Redis' own, the same for all nodes. */
    public RedisSessions(Redis redis) {
        this(redis, null);
    }

    /**
     * The same by another clock.
     *
     * @param clock what time it is, null for Redis' own
     */
    public RedisSessions(Redis redis, @Nullable InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /** For scripts: the time, or nothing for Redis' own. */
    private String time() {
        return clock == null ? "" : Long.toString(clock.millis());
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(Reply.number(Reply.list(redis.call(look.call(Keys.logIn(""), time()))).getFirst()));
    }

    @Override
    public void put(Session session, Duration keep) {
        byte[] key = Keys.logIn(session.hash());
        byte[] all = Keys.logIns(session.user());
        redis.pipeline(List.of(
                Call.of("HSET", key, "user", session.user(), "version", session.version(), "begun",
                        session.begun().toEpochMilli(), "seen", session.seen().toEpochMilli(), "address",
                        session.address(), "agent", session.agent()),
                Call.of("PEXPIRE", key, keep.toMillis()),
                Call.of("ZADD", all, session.seen().toEpochMilli(), session.hash()),
                Call.of("PEXPIRE", all, keep.toMillis())));
    }

    @Override
    public Optional<Found> find(String hash) {
        List<@Nullable Object> all = Reply.list(redis.call(look.call(Keys.logIn(hash), time())));
        Instant now = Instant.ofEpochMilli(Reply.number(all.getFirst()));
        return read(hash, all.subList(1, all.size())).map(session -> new Found(session, now));
    }

    private static Optional<Session> read(String hash, @Nullable Object reply) {
        List<@Nullable Object> all = Reply.list(reply);
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i + 1 < all.size(); i += 2) {
            fields.put(Reply.text(all.get(i)), Reply.text(all.get(i + 1)));
        }
        return fields.containsKey("user")
                ? Optional.of(new Session(hash, text(fields, "user"), number(fields, "version"),
                        Instant.ofEpochMilli(number(fields, "begun")), Instant.ofEpochMilli(number(fields, "seen")),
                        text(fields, "address"), text(fields, "agent")))
                : Optional.empty();
    }

    private static String text(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }

    private static long number(Map<String, String> fields, String name) {
        return Long.parseLong(fields.getOrDefault(name, "0"));
    }

    @Override
    public void seen(String hash) {
        redis.call(seen.call(Keys.logIn(hash), time()));
    }

    @Override
    public void end(Session session) {
        redis.pipeline(List.of(Call.of("DEL", Keys.logIn(session.hash())),
                Call.of("ZREM", Keys.logIns(session.user()), session.hash())));
    }

    @Override
    public List<Session> of(String user) {
        List<String> hashes = Reply.list(redis.call(Call.of("ZRANGE", Keys.logIns(user), 0, -1))).stream()
                .map(Reply::text).toList();
        List<@Nullable Object> found = redis
                .pipeline(hashes.stream().map(hash -> Call.of("HGETALL", Keys.logIn(hash))).toList());
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < hashes.size(); i++) {
            Optional<Session> one = read(hashes.get(i), found.get(i));
            one.ifPresent(sessions::add);
            if (one.isEmpty()) {
                redis.call(Call.of("ZREM", Keys.logIns(user), hashes.get(i)));
            }
        }
        return sessions;
    }

    @Override
    public Duration tryOnce(String who, Waits waits) {
        return Duration.ofMillis(Reply.number(redis.call(tries.call(Keys.tries(who), time(), waits.free(),
                waits.first().toMillis(), waits.longest().toMillis(), TRIES.toMillis()))));
    }

    @Override
    public void forgive(String who) {
        redis.call(tries.call(Keys.tries(who), -1));
    }

    @Override
    public void forget(String who) {
        redis.call(Call.of("DEL", Keys.tries(who)));
    }

    @Override
    public boolean useStep(String user, long number) {
        return Reply.number(redis.call(step.call(Keys.step(user), number, STEPS.toMillis()))) == 1;
    }
}
