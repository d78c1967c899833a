package io.tocsin.store.work;

import io.tocsin.dispatch.WorkStore.Waits;
import io.tocsin.store.StoreBase;
import io.tocsin.store.block.Block;
import io.tocsin.store.block.BlockHeader;
import io.tocsin.store.block.Blocks;
import io.tocsin.store.control.Cancellation;
import io.tocsin.store.node.Node;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at blocks when their time has come: hands out warnings that need a decision, goes on with
 * cancellations that a dead node left, deletes what is over and old, and says when to look again. A
 * look at a block costs one read of its state; nothing is ever looked for in the backlog.
 */
final class Looks {
    /** How long a look may take before somebody else looks. */
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final String CANCELLED = "x";
    private final Redis redis;
    private final Blocks blocks;
    private final Node node;
    private final Cancellation cancellation;
    private final Duration keep;
    private final Script look = Script.withPrelude("look");
    private final Script looked = Script.withPrelude("looked");

    /**
     * Takes what it needs.
     *
     * @param keep how long finished warnings are kept
     */
    Looks(StoreBase base, Cancellation cancellation, Duration keep) {
        this.redis = base.redis();
        this.blocks = base.blocks();
        this.node = base.node();
        this.cancellation = cancellation;
        this.keep = keep;
    }

    List<Standing> overdue(int partition, Waits waits, int maxBlocks) {
        List<@Nullable Object> answer = Reply
                .list(redis.call(look.call(Keys.tag(partition), maxBlocks, LEASE.toMillis())));
        long now = Reply.number(answer.get(0));
        List<Object> next = new ArrayList<>();
        next.add(Reply.number(answer.get(1)));
        List<BlockLook> looks = new ArrayList<>();
        Set<Long> wanted = new HashSet<>();
        for (int i = 2; i + 2 < answer.size(); i += 3) {
            byte[] state = Reply.bytes(answer.get(i + 1));
            if (state == null) {
                continue;
            }
            BlockLook each = new BlockLook(Reply.number(answer.get(i)), state, now, waits);
            if (each.hasWaiting() && Reply.text(answer.get(i + 2)).equals(CANCELLED)) {
                cancellation.proceed(partition, BlockHeader.of(state).batch());
            }
            each.oldHolders().forEach(node::remember);
            looks.add(each);
            if (each.needsData()) {
                wanted.add(each.number());
            }
        }
        Map<Long, Block> data = blocks.get(partition, wanted);
        List<Standing> due = new ArrayList<>();
        for (BlockLook each : looks) {
            due.addAll(each.due(data.get(each.number())));
            next.add(each.number());
            next.add(each.next(keep.toMillis()));
            if (each.isOver(keep.toMillis())) {
                blocks.cache().remove(partition, each.number());
            }
        }
        if (!looks.isEmpty()) {
            redis.call(looked.call(Keys.tag(partition), next.toArray()));
        }
        return due;
    }
}
