package io.tocsin.store;

import io.tocsin.store.block.Blocks;
import io.tocsin.store.node.Names;
import io.tocsin.store.node.Node;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.secret.BlockCipher;
import io.tocsin.store.secret.PhoneKeys;
import java.time.InstantSource;

/**
 * What every part of the store stands on.
 *
 * @param redis connections
 * @param node this process among others
 * @param names numbers of clients and carriers
 * @param phones keys of phones, and their partitions
 * @param cipher encryption at rest
 * @param blocks reads blocks
 * @param clock for what is not compared with Redis' time
 */
public record StoreBase(Redis redis, Node node, Numbered names, PhoneKeys phones, BlockCipher cipher, Blocks blocks,
        InstantSource clock) {
    /**
     * Names with numbers.
     *
     * @param clients at most 65,535
     * @param carriers at most 255
     */
    public record Numbered(Names clients, Names carriers) {}

    /** How many partitions there are. */
    public int partitions() {
        return phones.partitions();
    }
}
