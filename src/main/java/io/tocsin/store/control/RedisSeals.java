package io.tocsin.store.control;

import io.tocsin.send.voice.dialog.Seals;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import java.util.Optional;

/**
 * The hashes of published dialogs in one hash of Redis, kept for ever: as many as versions were
 * ever published.
 *
 * @param redis where
 */
public record RedisSeals(Redis redis) implements Seals {
    @Override
    public String seal(String name, int version, String sha256) {
        String field = name + "@" + version;
        redis.call(Call.of("HSETNX", Keys.DIALOGS, field, sha256));
        return Reply.text(redis.call(Call.of("HGET", Keys.DIALOGS, field)));
    }

    @Override
    public Optional<String> sealed(String name, int version) {
        return Optional.of(Reply.text(redis.call(Call.of("HGET", Keys.DIALOGS, name + "@" + version))))
                .filter(sha256 -> !sha256.isEmpty());
    }
}
