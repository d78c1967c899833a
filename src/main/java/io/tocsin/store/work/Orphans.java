package io.tocsin.store.work;

import io.tocsin.store.block.Block;
import io.tocsin.store.block.BlockHeader;
import io.tocsin.store.block.Blocks;
import io.tocsin.store.block.StateRow;
import io.tocsin.store.node.Node;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.Standing;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Warnings that dead nodes still hold. A node of which nothing is left in any partition is
 * forgotten.
 */
final class Orphans {
    private final Redis redis;
    private final Blocks blocks;
    private final Node node;
    private final int partitions;
    private final Script orphans = Script.withPrelude("orphans");
    /** Partitions in which a dead node was seen to hold nothing. */
    private final Map<Integer, BitSet> empty = new ConcurrentHashMap<>();

    Orphans(Redis redis, Blocks blocks, Node node, int partitions) {
        this.redis = redis;
        this.blocks = blocks;
        this.node = node;
        this.partitions = partitions;
    }

    List<Standing> find(int partition, int max) {
        List<Integer> dead = node.dead();
        empty.keySet().retainAll(dead);
        List<Standing> found = new ArrayList<>();
        for (int each : dead) {
            if (found.size() < max) {
                found.addAll(of(each, partition, max - found.size()));
            }
        }
        return found;
    }

    private List<Standing> of(int dead, int partition, int max) {
        List<@Nullable Object> answer = Reply.list(redis.call(orphans.call(Keys.tag(partition), dead, max)));
        if (Reply.number(answer.getFirst()) == 1) {
            noteEmpty(dead, partition);
        }
        Map<Long, byte[]> states = new HashMap<>();
        for (int i = 1; i + 1 < answer.size(); i += 2) {
            byte[] state = Reply.bytes(answer.get(i + 1));
            if (state != null) {
                states.put(Reply.number(answer.get(i)), state);
            }
        }
        List<Standing> found = new ArrayList<>();
        for (Block block : blocks.get(partition, states.keySet()).values()) {
            byte[] state = states.getOrDefault(block.number(), new byte[0]);
            for (int offset = BlockHeader.BYTES; offset < state.length; offset += StateRow.BYTES) {
                if (StateRow.holder(state, offset) == dead) {
                    int index = (offset - BlockHeader.BYTES) / StateRow.BYTES;
                    found.add(new Standing(block.warning(index), StateRow.read(state, offset)));
                }
            }
        }
        return found;
    }

    private void noteEmpty(int dead, int partition) {
        boolean everywhere = empty.compute(dead, (number, seen) -> {
            BitSet now = seen == null ? new BitSet() : (BitSet) seen.clone();
            now.set(partition);
            return now;
        }).cardinality() == partitions;
        if (everywhere) {
            node.forget(dead);
            empty.remove(dead);
        }
    }
}
