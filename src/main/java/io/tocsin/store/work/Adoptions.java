package io.tocsin.store.work;

import io.tocsin.store.block.StateRow;
import io.tocsin.store.node.Node;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.Standing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes this node the holder of attempts that dead nodes hold. */
final class Adoptions {
    private static final int WITHOUT_HOLDER = StateRow.BYTES - 2;

    private final Redis redis;
    private final Node node;
    private final Script adopt = Script.withPrelude("adopt");

    Adoptions(Redis redis, Node node) {
        this.redis = redis;
        this.node = node;
    }

    BitSet adopt(int partition, List<Standing> orphans) {
        Map<Long, List<Integer>> blocks = new TreeMap<>();
        for (int i = 0; i < orphans.size(); i++) {
            blocks.computeIfAbsent(orphans.get(i).warning().id().block(), _ -> new ArrayList<>()).add(i);
        }
        List<Integer> dead = node.dead();
        List<Object> arguments = new ArrayList<>(List.of(node.number(), node.name(), dead.size()));
        arguments.addAll(dead);
        List<Integer> order = new ArrayList<>(orphans.size());
        blocks.forEach((block, places) -> {
            arguments.add(block);
            arguments.add(places.size());
            for (int place : places) {
                Standing orphan = orphans.get(place);
                arguments.add(orphan.warning().id().index());
                arguments.add(Arrays.copyOf(StateRow.write(orphan.progress(), 0), WITHOUT_HOLDER));
                order.add(place);
            }
        });
        List<@Nullable Object> answer = Reply.list(
                redis.pipelineSafely(List.of(adopt.call(Keys.tag(partition), arguments.toArray()))).getFirst());
        BitSet taken = new BitSet(orphans.size());
        answer.forEach(position -> taken.set(order.get(Math.toIntExact(Reply.number(position)))));
        return taken;
    }
}
