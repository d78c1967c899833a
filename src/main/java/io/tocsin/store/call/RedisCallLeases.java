package io.tocsin.store.call;

import io.tocsin.dispatch.call.CallLeases;
import io.tocsin.dispatch.call.CallLimit;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.AttemptId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of trunks in Redis, one pair of sorted sets a trunk. */
public final class RedisCallLeases implements CallLeases {
    /** Most attempts of a kind in one call; the script unpacks them on Lua's stack. */
    private static final int MOST = 512;
    private static final CallLimit NONE = new CallLimit(0, 0, Duration.ZERO);
    private final Redis redis;
    private final Script script = Script.load("lines");

    /** Leases on that Redis. */
    public RedisCallLeases(Redis redis) {
        this.redis = redis;
    }

    /**
     * With a replica no lease must be forgotten in a fail-over, or there would be more calls than
     * lines.
     */
    @Override
    public BitSet take(String carrier, CallLimit limit, List<AttemptId> ended, List<AttemptId> wanted, int urgent) {
        List<Call> calls = new ArrayList<>();
        for (int from = 0; from < ended.size(); from += MOST) {
            calls.add(call(carrier, NONE, part(ended, from), List.of(), List.of(), 0));
        }
        for (int from = 0; from < wanted.size(); from += MOST) {
            calls.add(call(carrier, limit, List.of(), List.of(), part(wanted, from),
                    Math.clamp(urgent - from, 0, MOST)));
        }
        BitSet has = new BitSet();
        int at = 0;
        List<@Nullable Object> answers = wanted.isEmpty() ? redis.pipeline(calls) : redis.pipelineSafely(calls);
        for (@Nullable
        Object answer : answers.subList(answers.size() - (wanted.size() + MOST - 1) / MOST, answers.size())) {
            String bits = Reply.text(answer);
            for (int i = 0; i < bits.length(); i++) {
                has.set(at++, bits.charAt(i) == '1');
            }
        }
        return has;
    }

    @Override
    public boolean isFree(String carrier, CallLimit limit) {
        return Reply.text(redis.call(call(carrier, limit, List.of(), List.of(), List.of(), 0))).equals("1");
    }

    @Override
    public void release(String carrier, List<AttemptId> ended) {
        take(carrier, NONE, ended, List.of(), 0);
    }

    @Override
    public void hold(String carrier, CallLimit limit, List<AttemptId> attempts) {
        List<Call> calls = new ArrayList<>();
        for (int from = 0; from < attempts.size(); from += MOST) {
            calls.add(call(carrier, limit, List.of(), part(attempts, from), List.of(), 0));
        }
        redis.pipelineSafely(calls);
    }

    private static List<AttemptId> part(List<AttemptId> attempts, int from) {
        return attempts.subList(from, Math.min(attempts.size(), from + MOST));
    }

    private Call call(String carrier, CallLimit limit, List<AttemptId> ended, List<AttemptId> held,
            List<AttemptId> wanted, int urgent) {
        List<Object> arguments = new ArrayList<>(ended.size() + held.size() + wanted.size() + 6);
        arguments.add(limit.calls());
        arguments.add(limit.reserved());
        arguments.add(limit.longest().toMillis());
        arguments.add(ended.size());
        arguments.addAll(ended);
        arguments.add(held.size());
        arguments.addAll(held);
        arguments.add(urgent);
        arguments.addAll(wanted);
        return script.call(Keys.lines(carrier), arguments.toArray());
    }
}
