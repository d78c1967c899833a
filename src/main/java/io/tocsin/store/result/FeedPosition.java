package io.tocsin.store.result;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader came in the events of each partition: the last entry it saw, and how many of its
 * events. Entries of a partition are numbered by Redis as they are written, so nothing is ever
 * added before a position.
 */
final class FeedPosition {
    /** The number of events seen of an entry that was seen whole. */
    static final int WHOLE = 0xffff;
    private static final char CURSOR = 'e';
    private static final int BYTES = 16;
    private final Spot[] spots;

    private FeedPosition(Spot[] spots) {
        this.spots = spots;
    }

    /**
     * A place in one partition.
     *
     * @param millis first half of the entry's id
     * @param sequence second half
     * @param seen events of it that were seen
     */
    record Spot(long millis, long sequence, int seen) {
        private static final Spot START = new Spot(0, 0, WHOLE);

        String from() {
            String id = millis + "-" + sequence;
            return seen == WHOLE ? "(" + id : id;
        }
    }

    /**
     * Reads a cursor.
     *
     * @param cursor null for the beginning
     * @throws IllegalArgumentException when it is none of this feed
     */
    static FeedPosition of(@Nullable String cursor, int partitions) {
        Spot[] spots = new Spot[partitions];
        ByteBuffer in = cursor == null ? null : Cursors.read(CURSOR, cursor);
        if (in != null && in.remaining() != partitions * BYTES) {
            throw Cursors.refused(null);
        }
        for (int p = 0; p < partitions; p++) {
            spots[p] = in == null
                    ? Spot.START
                    : new Spot(in.getLong(), Integer.toUnsignedLong(in.getInt()), in.getInt());
        }
        return new FeedPosition(spots);
    }

    Spot at(int partition) {
        return spots[partition];
    }

    void move(int partition, Spot spot) {
        spots[partition] = spot;
    }

    String cursor() {
        ByteBuffer out = ByteBuffer.allocate(spots.length * BYTES);
        for (Spot spot : spots) {
            out.putLong(spot.millis()).putInt((int) spot.sequence()).putInt(spot.seen());
        }
        return Cursors.write(CURSOR, out.array());
    }
}
