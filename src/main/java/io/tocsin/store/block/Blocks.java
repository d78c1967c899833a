package io.tocsin.store.block;

import io.tocsin.store.node.Names;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.secret.BlockCipher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads blocks, from this node's cache or from Redis, and makes their values. */
public final class Blocks {
    private final Redis redis;
    private final BlockCipher cipher;
    private final Names clients;
    private final BlockCache cache;

    /** Takes what reading needs. */
    public Blocks(Redis redis, BlockCipher cipher, Names clients, BlockCache cache) {
        this.redis = redis;
        this.cipher = cipher;
        this.clients = clients;
        this.cache = cache;
    }

    /** One block; empty when it was deleted or never written. */
    public Optional<Block> get(int partition, long number) {
        return Optional.ofNullable(get(partition, List.of(number)).get(number));
    }

    /**
     * Blocks of a partition by number, those missing here in one round trip; deleted ones are absent.
     */
    public Map<Long, Block> get(int partition, Collection<Long> numbers) {
        Map<Long, Block> found = new HashMap<>();
        List<Long> missing = new ArrayList<>();
        for (Long number : numbers) {
            Block known = cache.get(partition, number);
            if (known == null) {
                missing.add(number);
            } else {
                found.put(number, known);
            }
        }
        read(partition, missing).forEach(block -> found.put(block.number(), block));
        return found;
    }

    private List<Block> read(int partition, List<Long> numbers) {
        List<Call> calls = new ArrayList<>();
        for (long number : numbers) {
            calls.add(Call.of("GETRANGE", Keys.state(partition, number), 0, BlockHeader.BYTES - 1));
            calls.add(Call.of("GET", Keys.data(partition, number)));
        }
        List<@Nullable Object> answers = redis.pipeline(calls);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            byte[] header = Reply.bytes(answers.get(2 * i));
            byte[] data = Reply.bytes(answers.get(2 * i + 1));
            if (header != null && header.length > 0 && data != null) {
                Block block = open(partition, numbers.get(i), header, data);
                cache.put(block);
                blocks.add(block);
            }
        }
        return blocks;
    }

    /**
     * A block from the values that stand in Redis.
     *
     * @param state its state, or the header of it
     * @param data its encrypted rows
     * @throws IllegalArgumentException when they are damaged or of another key
     */
    public Block open(int partition, long number, byte[] state, byte[] data) {
        BlockHeader header = BlockHeader.of(state);
        PackedRows rows = new PackedRows(cipher.decrypt(place(partition, number), data));
        return new Block(partition, number, header, clients.name(header.client()), rows);
    }

    /** The encrypted value of packed rows. */
    public byte[] seal(int partition, long number, byte[] packed) {
        return cipher.encrypt(place(partition, number), packed, packed.length);
    }

    /** The cache, for those who write or delete. */
    public BlockCache cache() {
        return cache;
    }

    private static String place(int partition, long number) {
        return new String(Keys.data(partition, number), StandardCharsets.US_ASCII);
    }
}
