package io.tocsin.store.block;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Blocks this node wrote or read lately, decrypted but still packed. Bounded by weight; the least
 * recently used leave first.
 */
public final class BlockCache {
    /** Default bound in bytes. */
    public static final long WEIGHT = 64L << 20;
    private final long most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Place, Block> blocks = new LinkedHashMap<>(256, 0.75f, true);
    private long weight;

    /** Takes the bound in bytes. */
    public BlockCache(long most) {
        this.most = most;
    }

    /** The block, or null when it is not here. */
    public @Nullable Block get(int partition, long number) {
        lock.lock();
        try {
            return blocks.get(new Place(partition, number));
        } finally {
            lock.unlock();
        }
    }

    /** Keeps a block. */
    public void put(Block block) {
        lock.lock();
        try {
            Block old = blocks.put(new Place(block.partition(), block.number()), block);
            weight += block.rows().weight() - (old == null ? 0 : old.rows().weight());
            var eldest = blocks.entrySet().iterator();
            while (weight > most && eldest.hasNext()) {
                weight -= eldest.next().getValue().rows().weight();
                eldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Drops a block that was deleted. */
    public void remove(int partition, long number) {
        lock.lock();
        try {
            Block old = blocks.remove(new Place(partition, number));
            weight -= old == null ? 0 : old.rows().weight();
        } finally {
            lock.unlock();
        }
    }

    /** Bytes kept now. */
    public long weight() {
        lock.lock();
        try {
            return weight;
        } finally {
            lock.unlock();
        }
    }
}
