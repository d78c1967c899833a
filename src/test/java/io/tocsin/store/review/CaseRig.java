package io.tocsin.store.review;

import io.tocsin.review.ReviewConfig;
import io.tocsin.review.ReviewListener;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.Opening;
import io.tocsin.review.item.Reason;
import io.tocsin.review.rule.Units;
import io.tocsin.store.RedisSource;
import io.tocsin.store.StoreRig;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.review.read.RedisCaseReads;
import io.tocsin.store.review.read.RedisUpkeep;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Phone;
import java.time.ZoneId;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One node's review queue on a real Redis. */
public final class CaseRig implements AutoCloseable {
    private final StoreRig store;
    private final CaseBase base;
    private final RedisCases cases;
    private final RedisCaseReads reads;
    private final RedisUpkeep upkeep;

    /** Another node on that Redis. */
    public CaseRig(RedisSource server) {
        this(server, ReviewConfig.defaults(), ReviewListener.NONE, 1);
    }

    /** With that configuration; tokens follow from the seed. */
    public CaseRig(RedisSource server, ReviewConfig config, ReviewListener listener, long seed) {
        store = new StoreRig(server);
        Random random = new Random(seed);
        base = CaseBase.of(store.base(), config, ZoneId.of("Asia/Shanghai"),
                new Units(Map.of(StoreRig.CLIENT, "呼伦贝尔/海拉尔")), listener, random::nextBytes);
        cases = new RedisCases(base);
        reads = new RedisCaseReads(base);
        upkeep = new RedisUpkeep(base);
        store.work().transitions().watch(base.suspects().watched());
    }

    /** The store below. */
    public StoreRig store() {
        return store;
    }

    /** The ground. */
    public CaseBase base() {
        return base;
    }

    /** What can be done. */
    public RedisCases cases() {
        return cases;
    }

    /** What can be read. */
    public RedisCaseReads reads() {
        return reads;
    }

    /** What time does. */
    public RedisUpkeep upkeep() {
        return upkeep;
    }

    /** A number that differs with its salt. */
    public static Phone phone(int salt) {
        return new Phone("86138" + (10_000_000 + salt));
    }

    /** Opens a case of that number. */
    public CaseId open(int salt, Grade grade) {
        return open(salt, grade, null);
    }

    /** The same, of a unit. */
    public CaseId open(int salt, Grade grade, @Nullable String unit) {
        return cases.open(new Opening(phone(salt), grade, "刷单返利", "张三", unit, Reason.Kind.MANUAL, "求证", "", "duty"))
                .id();
    }

    /** The lease of a case is over now. */
    public void endLease(CaseId id) {
        store.redis().call(Call.of("HSET", Keys.reviewCase(id.partition(), id.number()), "l", 1));
        store.redis().call(Call.of("ZADD", Keys.casesIn(id.partition(), 'l'), "XX", 1, id.number()));
    }

    /** A case that was put off comes back now. */
    public void wake(CaseId id) {
        store.redis().call(Call.of("ZADD", Keys.casesIn(id.partition(), 'w'), "XX", 1, id.number()));
    }

    /**
     * The next stage of a case's clock is now: {@code t} for the first touch, {@code c} for the close.
     */
    public void strike(CaseId id, char clock) {
        store.redis().call(Call.of("ZADD", "{" + id.partition() + "}kt", "XX", 1, clock + "" + id.number()));
        upkeep.sweep();
    }

    @Override
    public void close() {
        store.close();
    }
}
