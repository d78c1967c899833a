package io.tocsin.store.total;

import io.tocsin.store.redis.Codes;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.WarningState;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A partition's counters as they are stored: 32 signed numbers of 8 bytes for each channel and
 * grade ({@code channel * 8 + grade}); of the 32 the first nine are the states, the tenth all that
 * were ever accepted, and from the 17th on those that wait, by operator. What lies behind the end
 * is 0.
 */
final class Counters {
    private static final int GRADES = 8;
    private static final int EACH = 32;
    private static final int ACCEPTED = 9;
    private static final int WAITING = 16;

    private final ByteBuffer stored;

    /** Counters of those bytes, null for none yet. */
    Counters(byte @Nullable [] stored) {
        this.stored = ByteBuffer.wrap(stored == null ? new byte[0] : stored);
    }

    /** Warnings that are in the state. */
    long in(Channel channel, Grade grade, WarningState state) {
        return at(place(channel, grade) + Codes.of(state));
    }

    /** Warnings that were ever accepted. */
    long accepted(Channel channel, Grade grade) {
        return at(place(channel, grade) + ACCEPTED);
    }

    /** Warnings that wait in the lane. */
    long waiting(Lane lane) {
        return at(place(lane.channel(), lane.grade()) + WAITING + Codes.of(lane.operator()));
    }

    private static int place(Channel channel, Grade grade) {
        return (Codes.of(channel) * GRADES + Codes.of(grade)) * EACH;
    }

    private long at(int index) {
        int offset = index * Long.BYTES;
        return offset + Long.BYTES <= stored.capacity() ? stored.getLong(offset) : 0;
    }
}
