package io.tocsin.store.node;

import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of names, the same on all nodes and for ever, drawn on first use: small values for what
 * blocks repeat. Bounded by what can be configured.
 */
public final class Names {
    private final Redis redis;
    private final String key;
    private final int most;
    private final Script intern = Script.load("intern");
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final Map<Integer, String> names = new ConcurrentHashMap<>();

    /**
     * Takes the hash they stand in.
     *
     * @param key of the hash
     * @param most highest number that fits where numbers are stored
     */
    public Names(Redis redis, String key, int most) {
        this.redis = redis;
        this.key = key;
        this.most = most;
    }

    /** The number of the name, from 1. */
    public int number(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        int number = Math.toIntExact(Reply.number(redis.call(intern.call(bytes(key), name, most))));
        if (number == 0) {
            throw new StoreUnavailableException(key + ": no number left for '" + name + "', " + most + " are taken");
        }
        learn(name, number);
        return number;
    }

    /** The number of the name if it has one, else 0; gives it none. */
    public int ifKnown(String name) {
        if (!numbers.containsKey(name)) {
            refresh();
        }
        return numbers.getOrDefault(name, 0);
    }

    /**
     * The name of that number.
     *
     * @throws StoreUnavailableException when no name has it
     */
    public String name(int number) {
        String known = names.get(number);
        if (known == null) {
            refresh();
            known = names.get(number);
        }
        if (known == null) {
            throw new StoreUnavailableException(key + ": nobody has number " + number);
        }
        return known;
    }

    /** All names there are, on any node. */
    public Set<String> all() {
        refresh();
        return Set.copyOf(numbers.keySet());
    }

    /** The name of that number if this node has heard of it, else empty; does not block. */
    public String known(int number) {
        return names.getOrDefault(number, "");
    }

    /** The number of that name if this node has heard of it, else 0; does not block. */
    public int known(String name) {
        return numbers.getOrDefault(name, 0);
    }

    /** Learns all names there are. */
    public void refresh() {
        List<@Nullable Object> all = Reply.list(redis.call(Call.of("HGETALL", key)));
        for (int i = 0; i + 1 < all.size(); i += 2) {
            learn(Reply.text(all.get(i)), Math.toIntExact(Reply.number(all.get(i + 1))));
        }
    }

    private void learn(String name, int number) {
        numbers.put(name, number);
        names.put(number, name);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
