package io.tocsin.store.redis.link;

/**
 * How the connections to Redis are used right now.
 *
 * @param used taken
 * @param idle made and not taken
 * @param waiting callers that wait for one
 * @param most that may be made
 */
public record PoolUse(int used, int idle, int waiting, int most) {
    /** No connection and nobody who wants one. */
    public static final PoolUse NONE = new PoolUse(0, 0, 0, 0);

    /** Those of two servers together. */
    PoolUse plus(PoolUse other) {
        return new PoolUse(used + other.used, idle + other.idle, waiting + other.waiting, most + other.most);
    }
}
