package io.tocsin.store.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.dispatch.ControlStore;
import io.tocsin.dispatch.stop.GlobalStop;
import io.tocsin.store.StoreBase;
import io.tocsin.store.node.Node;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Switches of batches and carriers, and the shares of carriers' rates, in Redis. */
public final class RedisControlStore implements ControlStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Call LOOK = Call.of("HGETALL", Keys.SWITCHES);
    private final StoreBase base;
    private final Readiness readiness;
    private final Cancellation cancellation;
    private final Script pause = Script.withPrelude("pause");
    private final Script quota = Script.load("quota");
    private final Sharing rates;
    private final RedisStop stop;

    /** Takes what it needs. */
    public RedisControlStore(StoreBase base, Readiness readiness, Cancellation cancellation) {
        this.base = base;
        this.readiness = readiness;
        this.cancellation = cancellation;
        this.rates = new Sharing(base.redis(), base.node(), Node.LEASE);
        this.stop = new RedisStop(base.redis());
    }

    @Override
    public void pause(BatchId batch) {
        stand(batch, "p");
    }

    @Override
    public void resume(BatchId batch) {
        stand(batch, "r");
    }

    private void stand(BatchId batch, String standing) {
        if (isOver(batch)) {
            return;
        }
        List<Call> calls = new ArrayList<>();
        for (int p = 0; p < base.partitions(); p++) {
            calls.add(pause.call(Keys.tag(p), batch, standing));
        }
        List<@Nullable Object> answers = base.redis().pipeline(calls);
        for (int p = 0; p < answers.size(); p++) {
            for (@Nullable
            Object lane : Reply.list(answers.get(p))) {
                readiness.ring(p, Keys.lane(Reply.text(lane)));
            }
        }
    }

    @Override
    public void cancel(BatchId batch) {
        if (isOver(batch)) {
            return;
        }
        // All partitions stop serving it before the first slice is counted.
        cancellation.begin(batch, base.partitions());
        for (int p = 0; p < base.partitions(); p++) {
            cancellation.proceed(p, batch);
        }
    }

    private boolean isOver(BatchId batch) {
        String state = Reply.text(base.redis().call(Call.of("HGET", Keys.batch(batch), "state")));
        return state.isEmpty() || state.equals("done");
    }

    @Override
    public Map<String, Switches> switches() {
        return read(Reply.list(base.redis().call(LOOK)));
    }

    @Override
    public Held held() {
        List<@Nullable Object> answers = base.redis().pipeline(List.of(stop.look(), LOOK));
        boolean stopped = RedisStop.isStopped(answers.get(0));
        try {
            return new Held(stopped, read(Reply.list(answers.get(1))));
        } catch (StoreUnavailableException e) {
            return new Held(stopped, null);
        }
    }

    private static Map<String, Switches> read(List<@Nullable Object> all) {
        Map<String, Switches> switches = new LinkedHashMap<>();
        for (int i = 0; i + 1 < all.size(); i += 2) {
            switches.put(Reply.text(all.get(i)), read(Reply.text(all.get(i + 1))));
        }
        return switches;
    }

    private static Switches read(String json) {
        try {
            return JSON.readValue(json, Switches.class);
        } catch (JsonProcessingException e) {
            throw new StoreUnavailableException("switches of a carrier are damaged: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public void set(String carrier, Switches switches) {
        try {
            base.redis().call(Call.of("HSET", Keys.SWITCHES, carrier, JSON.writeValueAsString(switches)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<GlobalStop> stopped() {
        return stop.stopped();
    }

    @Override
    public GlobalStop stop(String by, String kind, String reason) {
        return stop.stop(by, kind, reason);
    }

    @Override
    public Outcome release(String by, String reason, String confirms, Duration within) {
        return stop.release(by, reason, confirms, within);
    }

    @Override
    public Duration shareLength() {
        return Node.LEASE;
    }

    @Override
    public int share(String carrier, Window window, int held) {
        return rates.renew(Keys.rate(carrier), carrier,
                new Sharing.Whole(window.total(), window.least(), window.length()), held).may();
    }

    @Override
    public Allowance draw(String carrier, Draw draw) {
        // With a replica it must not be forgotten in a fail-over, or it would be drawn twice.
        List<@Nullable Object> answer = Reply.list(base.redis().pipelineSafely(List.of(quota.call(Keys.quota(carrier),
                base.node().number(), draw.total(), draw.want(), draw.back(), draw.from(), draw.ahead().toMillis(),
                draw.turn()))).getFirst());
        return new Allowance((int) Reply.number(answer.get(0)), (int) Reply.number(answer.get(1)),
                Duration.ofMillis(Reply.number(answer.get(2))), Reply.number(answer.get(3)));
    }

    @Override
    public void giveBack(String carrier, Window window) {
        rates.release(Keys.rate(carrier), window.length());
    }
}
