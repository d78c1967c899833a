package io.tocsin.store.redis;

import io.tocsin.warning.WarningId;
import java.nio.ByteBuffer;

/** A warning's place in its partition as seven bytes: block (5) and index (2). */
public final class PackedPlace {
    /** Bytes of a place. */
    public static final int BYTES = 7;

    private PackedPlace() {}

    /** The place of a warning. */
    public static byte[] of(WarningId id) {
        return ByteBuffer.allocate(BYTES).put((byte) (id.block() >>> 32)).putInt((int) id.block())
                .putShort((short) id.index()).array();
    }

    /** Reads the next one of that partition. */
    public static WarningId next(int partition, ByteBuffer in) {
        long block = (in.get() & 0xffL) << 32 | Integer.toUnsignedLong(in.getInt());
        return new WarningId(partition, block, Short.toUnsignedInt(in.getShort()));
    }
}
