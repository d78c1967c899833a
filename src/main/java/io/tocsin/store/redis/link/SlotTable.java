package io.tocsin.store.redis.link;

import io.tocsin.store.redis.place.RedisAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * Which master of a Cluster has which of its 16,384 slots, as {@code CLUSTER SLOTS} told it (Redis
 * Cluster specification, "Keys distribution model").
 */
final class SlotTable {
    private static final int SLOTS = 16_384;
    private final @Nullable RedisAddress[] masters;

    private SlotTable(@Nullable RedisAddress[] masters) {
        this.masters = masters;
    }

    /** Nobody has any. */
    static SlotTable empty() {
        return new SlotTable(new RedisAddress[SLOTS]);
    }

    /**
     * Reads the answer to {@code CLUSTER SLOTS}: {@code [first, last, [host, port, …], replicas…]…}.
     *
     * @param asked who answered; its host stands for one that is not told
     */
    static SlotTable read(List<?> answer, RedisAddress asked) {
        @Nullable
        RedisAddress[] masters = new RedisAddress[SLOTS];
        for (Object each : answer) {
            if (each instanceof List<?> range && range.size() > 2 && range.get(0) instanceof Long first
                    && range.get(1) instanceof Long last && range.get(2) instanceof List<?> master
                    && master.size() > 1 && master.get(1) instanceof Long port) {
                String host = master.get(0) instanceof byte[] name && name.length > 0
                        ? new String(name, StandardCharsets.UTF_8)
                        : asked.host();
                RedisAddress address = asked.sibling(host, port.intValue());
                for (int slot = first.intValue(); slot <= last.intValue(); slot++) {
                    masters[slot] = address;
                }
            }
        }
        return new SlotTable(masters);
    }

    /** The master of a key, null when nobody has its slot. */
    @Nullable
    RedisAddress of(byte[] key) {
        return masters[JedisClusterCRC16.getSlot(key)];
    }

    /** Everyone who has a slot. */
    Set<RedisAddress> all() {
        List<RedisAddress> found = new ArrayList<>();
        RedisAddress before = null;
        for (RedisAddress each : masters) {
            if (each != null && !each.equals(before)) {
                found.add(each);
            }
            before = each;
        }
        return new LinkedHashSet<>(found);
    }

    /** Slots that nobody has. */
    int gaps() {
        int gaps = 0;
        for (RedisAddress each : masters) {
            gaps += each == null ? 1 : 0;
        }
        return gaps;
    }
}
