package io.tocsin.store.access;

import io.tocsin.access.user.User;
import io.tocsin.access.user.UserStore;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.AccessKeys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.store.secret.BlockCipher;
import io.tocsin.warning.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Users in Redis, each encrypted as a whole and bound to its name and version, so that who can
 * write to Redis can give nobody a role, a unit or a password.
 */
public final class RedisUsers implements UserStore {
    private static final Logger LOG = LoggerFactory.getLogger(RedisUsers.class);
    private final Redis redis;
    private final BlockCipher cipher;
    private final SealedHash hash;
    private final Script put = Script.load("version");

    /** Takes connections and what encrypts. */
    public RedisUsers(Redis redis, BlockCipher cipher) {
        this.redis = redis;
        this.cipher = cipher;
        hash = new SealedHash(redis, cipher, AccessKeys.USERS, "user");
    }

    /**
     * Encrypts users of earlier versions, all in one write; for the start. Once there are encrypted
     * ones, others were written by somebody else, and hold no more.
     */
    public RedisUsers sealed() {
        List<@Nullable Object> all = Reply.list(redis.call(Call.of("HGETALL", AccessKeys.USERS)));
        List<Object> fields = new ArrayList<>(List.of(AccessKeys.USERS));
        List<String> names = new ArrayList<>();
        int sealed = 0;
        for (int i = 0; i + 1 < all.size(); i += 2) {
            String name = Reply.text(all.get(i));
            String value = Reply.text(all.get(i + 1));
            if (OpenUser.isOne(value)) {
                names.add(name);
                try {
                    User user = OpenUser.read(name, value, cipher);
                    fields.addAll(List.of(name, hash.sealed(name, user.version(), SealedUser.json(user))));
                } catch (StoreUnavailableException e) {
                    LOG.error("{}; this user holds no more", e.getMessage());
                }
            } else {
                sealed++;
            }
        }
        if (!names.isEmpty() && sealed > 0) {
            LOG.error("The users {} are not encrypted as the others are: not the gateway has written them, they hold no"
                    + " more; make them again with ./tocsin user", names);
        } else if (fields.size() > 1) {
            redis.call(Call.of("HSET", fields.toArray()));
            LOG.warn("{} users of an earlier version are encrypted as a whole now: {}", names.size(), names);
        }
        return this;
    }

    @Override
    public int damaged() {
        return hash.damaged().size();
    }

    @Override
    public List<String> damagedNames() {
        all();
        return hash.damaged().keySet().stream().sorted().toList();
    }

    @Override
    public boolean removeDamaged(String name) {
        return damagedNames().contains(name) && hash.removeDamaged(name);
    }

    @Override
    public Optional<User> find(String name) {
        return hash.find(name, SealedUser::read);
    }

    @Override
    public List<User> all() {
        return hash.all(SealedUser::read).stream().sorted(Comparator.comparing(User::name)).toList();
    }

    @Override
    public boolean put(User next) {
        return hash.run(put, next.name(), next.version() - 1,
                hash.sealed(next.name(), next.version(), SealedUser.json(next)), MOST);
    }
}
