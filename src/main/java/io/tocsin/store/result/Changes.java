package io.tocsin.store.result;

import io.tocsin.store.block.BlockHeader;
import io.tocsin.store.block.StateRow;
import io.tocsin.store.redis.Codes;
import io.tocsin.warning.Note;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the rows of a block last changed, to the millisecond: rows know the second, the timeline has
 * an entry of that second which knows the rest.
 */
final class Changes {
    private static final int SECOND_AT = 2;
    private static final int FIXED = 9;
    private static final int RUN = 0xffff;
    private static final int OWN_TEXTS = 128;
    private final long made;
    private final int[] seconds;
    private final long[] millis;

    private Changes(byte[] state) {
        made = BlockHeader.of(state).madeAt();
        seconds = new int[BlockReads.rows(state)];
        millis = new long[seconds.length];
        ByteBuffer rows = ByteBuffer.wrap(state);
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = rows.getInt(StateRow.offset(i) + SECOND_AT);
        }
    }

    /** Of a block with that state and timeline; both may be of slightly different moments. */
    static Changes of(byte[] state, byte[] notes) {
        Changes changes = new Changes(state);
        changes.read(ByteBuffer.wrap(notes));
        return changes;
    }

    /** Of the row of that index; null when only its second is known. */
    @Nullable
    Instant at(int index) {
        return millis[index] == 0 ? null : Instant.ofEpochMilli(millis[index]);
    }

    private void read(ByteBuffer in) {
        while (in.remaining() >= 2 + FIXED) {
            int length = Short.toUnsignedInt(in.getShort());
            int end = in.position() + length;
            Note.Kind kind = Codes.kind(Byte.toUnsignedInt(in.get()) % OWN_TEXTS);
            int stamp = in.getInt();
            in.position(in.position() + FIXED - 6);
            in.position(in.position() + 1 + Byte.toUnsignedInt(in.get(in.position())));
            // With the highest bit set it knows seconds only; and some entries change nothing.
            if (stamp >= 0 && kind != Note.Kind.BYPASSED && kind != Note.Kind.LATE_RECEIPT) {
                rows(in, end, made + stamp);
            }
            in.position(end);
        }
    }

    private void rows(ByteBuffer in, int end, long at) {
        while (in.position() + 2 <= end) {
            int index = Short.toUnsignedInt(in.getShort());
            if (index == RUN) {
                int from = Short.toUnsignedInt(in.getShort());
                int count = Short.toUnsignedInt(in.getShort());
                for (int i = from; i < from + count; i++) {
                    set(i, at);
                }
                return;
            }
            set(index, at);
        }
    }

    private void set(int index, long at) {
        if (index < seconds.length && seconds[index] == Math.floorDiv(at, 1000) - Math.floorDiv(made, 1000)) {
            millis[index] = at;
        }
    }
}
