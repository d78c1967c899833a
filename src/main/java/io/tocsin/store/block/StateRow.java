package io.tocsin.store.block;

import io.tocsin.store.redis.Codes;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Progress;
import io.tocsin.warning.WarningState;
import java.nio.ByteBuffer;

/**
 * The 16 bytes of a warning's progress within its block's state, as docs/store.md lists them. While
 * it is in flight the last two bytes are the number of the node that holds it, afterwards the parts
 * delivered.
 */
public final class StateRow {
    /** Bytes of a row. */
    public static final int BYTES = 16;
    private static final int HOLDER_AT = 14;

    private StateRow() {}

    /** Where the row of that index begins in the whole state. */
    public static int offset(int index) {
        return BlockHeader.BYTES + index * BYTES;
    }

    /**
     * A row as it is stored.
     *
     * @param holder number of the node that holds it, used only while it is in flight
     */
    public static byte[] write(Progress progress, int holder) {
        int last = progress.state() == WarningState.IN_FLIGHT ? holder : progress.parts();
        return ByteBuffer.allocate(BYTES).put((byte) Codes.of(progress.state()))
                .put((byte) Codes.of(progress.cause())).putInt(progress.at()).putShort((short) progress.fence())
                .put((byte) progress.step()).put((byte) progress.stepAttempts()).put((byte) progress.attempts())
                .put((byte) progress.networkRetries()).put((byte) progress.carrier()).put((byte) progress.flags())
                .putShort((short) last).array();
    }

    /**
     * Reads the row that begins at the offset.
     *
     * @throws IllegalArgumentException when state or cause are unknown
     */
    public static Progress read(byte[] from, int offset) {
        ByteBuffer in = ByteBuffer.wrap(from, offset, BYTES);
        WarningState state = Codes.state(in.get());
        CauseClass cause = Codes.cause(in.get());
        int at = in.getInt();
        int fence = Short.toUnsignedInt(in.getShort());
        int step = Byte.toUnsignedInt(in.get());
        int stepAttempts = Byte.toUnsignedInt(in.get());
        int attempts = Byte.toUnsignedInt(in.get());
        int networkRetries = Byte.toUnsignedInt(in.get());
        int carrier = Byte.toUnsignedInt(in.get());
        int flags = Byte.toUnsignedInt(in.get());
        int last = Short.toUnsignedInt(in.getShort());
        int parts = state == WarningState.IN_FLIGHT ? 0 : last;
        return new Progress(state, cause, at, fence, step, stepAttempts, attempts, networkRetries,
                carrier, flags, parts);
    }

    /** The number of the node that holds the row that begins at the offset, 0 when none does. */
    public static int holder(byte[] from, int offset) {
        return from[offset] == Codes.of(WarningState.IN_FLIGHT)
                ? Short.toUnsignedInt(ByteBuffer.wrap(from).getShort(offset + HOLDER_AT))
                : 0;
    }
}
