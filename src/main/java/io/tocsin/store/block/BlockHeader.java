package io.tocsin.store.block;

import io.tocsin.store.redis.Codes;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Lane;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The first 48 bytes of a block's state.
 *
 * @param rows warnings in the block, 1 to 512
 * @param lane where it was accepted into
 * @param client number of the client
 * @param madeAt epoch milliseconds at which it was made durable, by Redis' clock
 * @param batch whose warnings they are
 * @param expiresAt earliest expiry of its rows in epoch milliseconds, 0 for none
 */
public record BlockHeader(int rows, Lane lane, int client, long madeAt, BatchId batch, long expiresAt) {
    /** Bytes of a header. */
    public static final int BYTES = 48;
    /** Where the batch id stands. */
    public static final int BATCH_AT = 16;
    /** Where the time of making stands; the accept script fills it in. */
    public static final int MADE_AT = 8;
    private static final byte VERSION = 1;

    /** The header as it is stored. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).putShort((short) rows).put((byte) Codes.of(lane.channel()))
                .put((byte) Codes.of(lane.operator())).put((byte) Codes.of(lane.grade())).put(VERSION)
                .putShort((short) client).putLong(madeAt).put(batch.value().getBytes(StandardCharsets.US_ASCII))
                .putLong(expiresAt).array();
    }

    /**
     * Reads a header.
     *
     * @param state a block's state, or at least its first 48 bytes
     * @throws IllegalArgumentException when it is something else
     */
    public static BlockHeader of(byte[] state) {
        if (state.length < BYTES || state[5] != VERSION) {
            throw new IllegalArgumentException("no block header of version " + VERSION + ": " + state.length
                    + " bytes" + (state.length > 5 ? ", version " + state[5] : ""));
        }
        ByteBuffer in = ByteBuffer.wrap(state);
        int rows = Short.toUnsignedInt(in.getShort());
        Lane lane = new Lane(Codes.channel(in.get()), Codes.operator(in.get()), Codes.grade(in.get()));
        in.get();
        int client = Short.toUnsignedInt(in.getShort());
        long madeAt = in.getLong();
        BatchId batch = new BatchId(new String(state, BATCH_AT, 16, StandardCharsets.US_ASCII));
        return new BlockHeader(rows, lane, client, madeAt, batch, in.getLong(32));
    }

    /** The same, made at that time. */
    public BlockHeader madeAt(long millis) {
        return new BlockHeader(rows, lane, client, millis, batch, expiresAt);
    }
}
