package io.tocsin.store.result;

import io.tocsin.store.block.BlockHeader;
import io.tocsin.store.block.StateRow;
import io.tocsin.store.redis.Codes;
import io.tocsin.warning.Note;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the timeline of a block knows about its rows and the rows do not: when they last changed, to
 * the millisecond (rows know the second, an entry of that second knows the rest), and what was said
 * in their latest call.
 */
final class Changes {
    private static final int SECOND_AT = 2;
    private static final int FIXED = 9;
    private static final int RUN = 0xffff;
    private static final int OWN_TEXTS = 128;
    /** Entries that say nothing of a row's time; nor do those that know seconds only. */
    private static final Set<Note.Kind> CHANGE_NOTHING = EnumSet.of(Note.Kind.BYPASSED, Note.Kind.LATE_RECEIPT,
            Note.Kind.FLAGGED, Note.Kind.REPLY, Note.Kind.OPTED_OUT);
    private final long made;
    private final int[] seconds;
    private final long[] millis;
    private final String[] talks;

    private Changes(byte[] state) {
        made = BlockHeader.of(state).madeAt();
        seconds = new int[BlockReads.rows(state)];
        millis = new long[seconds.length];
        talks = new String[seconds.length];
        Arrays.fill(talks, "");
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

    /** What was said in the latest call of the row of that index, empty for nothing. */
    String talk(int index) {
        return talks[index];
    }

    private void read(ByteBuffer in) {
        while (in.remaining() >= 2 + FIXED) {
            int length = Short.toUnsignedInt(in.getShort());
            int end = in.position() + length;
            Note.Kind kind = Codes.kind(Byte.toUnsignedInt(in.get()) % OWN_TEXTS);
            int stamp = in.getInt();
            in.position(in.position() + FIXED - 6);
            int text = in.position() + 1;
            in.position(text + Byte.toUnsignedInt(in.get(text - 1)));
            if (kind == Note.Kind.TALKED) {
                talked(in, text);
            } else if (stamp >= 0 && !CHANGE_NOTHING.contains(kind)) {
                rows(in, end, made + stamp);
            }
            in.position(end);
        }
    }

    /** Stands behind its text; it is of one row. */
    private void talked(ByteBuffer in, int text) {
        byte[] said = new byte[in.position() - text];
        in.get(text, said);
        int index = Short.toUnsignedInt(in.getShort());
        if (index < talks.length) {
            talks[index] = new String(said, StandardCharsets.UTF_8);
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
