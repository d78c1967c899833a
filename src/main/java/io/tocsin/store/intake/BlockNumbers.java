package io.tocsin.store.intake;

import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;

/**
 * Numbers of blocks, drawn in ranges; what a node does not use of its last range is never used. One
 * thread.
 */
final class BlockNumbers {
    private static final int RANGE = 256;
    private final Redis redis;
    private final long[] next;
    private final long[] end;

    BlockNumbers(Redis redis, int partitions) {
        this.redis = redis;
        this.next = new long[partitions];
        this.end = new long[partitions];
    }

    long draw(int partition) {
        if (next[partition] == end[partition]) {
            end[partition] = Reply.number(redis.call(Call.of("INCRBY", Keys.nextBlock(partition), RANGE)));
            next[partition] = end[partition] - RANGE;
        }
        return next[partition]++;
    }
}
