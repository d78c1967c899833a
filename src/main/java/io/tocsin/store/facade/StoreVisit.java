package io.tocsin.store.facade;

import io.tocsin.access.audit.AuditStore;
import io.tocsin.access.user.GrantStore;
import io.tocsin.access.user.UserStore;
import io.tocsin.store.StoreConfig;
import io.tocsin.store.access.RedisAudit;
import io.tocsin.store.access.RedisGrants;
import io.tocsin.store.access.RedisUsers;
import io.tocsin.store.embedded.DataFolder;
import io.tocsin.store.embedded.EmbeddedRedis;
import io.tocsin.store.node.Layout;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.place.Limits;
import io.tocsin.store.secret.BlockCipher;
import io.tocsin.store.secret.StoreKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The store as a command visits it that does one small thing: beside a gateway that runs, or with
 * an embedded Redis that is started for it alone. It joins no nodes.
 */
public final class StoreVisit implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Redis redis;
    private final BlockCipher cipher;

    private StoreVisit(StoreConfig config, Store.Outside outside) {
        try {
            boolean beside = Store.isRunning(config);
            DataFolder folder = beside || !config.embedded() ? null : kept(DataFolder.open(config.dir()));
            redis = kept(connect(config, folder, outside));
            StoreKey key = key(config, folder, outside);
            new Layout(config.partitions(), key.check()).claim(redis);
            cipher = new BlockCipher(key, outside.random());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Goes there.
     *
     * @throws IllegalStateException when it cannot be; the message is for people
     * @throws io.tocsin.warning.StoreUnavailableException when Redis does not answer
     */
    public static StoreVisit to(StoreConfig config, Store.Outside outside) {
        return new StoreVisit(config, outside);
    }

    private Redis connect(StoreConfig config, @Nullable DataFolder folder, Store.Outside outside) {
        if (!config.embedded()) {
            return Store.external(config, outside.trips());
        }
        if (folder == null) {
            return Redis.at(EmbeddedRedis.ofRunning(config.dir()).orElseThrow(() -> new IllegalStateException(
                    "a gateway is starting on " + config.dir() + "; try again when it runs")), Limits.defaults());
        }
        EmbeddedRedis own = kept(EmbeddedRedis.start(folder, new EmbeddedRedis.Surroundings(outside.path(),
                outside.random(), outside.clock(), outside.scheduler())));
        return Redis.at(own.address(), Limits.defaults());
    }

    private static StoreKey key(StoreConfig config, @Nullable DataFolder folder, Store.Outside outside) {
        if (config.keyBytes().isPresent() || folder != null) {
            return Store.key(config, folder, outside);
        }
        return DataFolder.keyIn(config.dir()).with(config.crypto());
    }

    private <T extends AutoCloseable> T kept(T part) {
        open.push(part);
        return part;
    }

    /**
     * The audit log.
     *
     * @param keep how long entries are kept
     */
    public AuditStore audit(Duration keep) {
        return new RedisAudit(redis, keep);
    }

    /** Console users. */
    public UserStore users() {
        return new RedisUsers(redis, cipher).sealed();
    }

    /** Rights that wait for approval. */
    public GrantStore grants() {
        return new RedisGrants(redis, cipher);
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
            }
        }
    }
}
