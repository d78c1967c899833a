package io.tocsin.store.block;

import io.tocsin.store.redis.Codes;
import io.tocsin.warning.Operator;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Neighbours in a block whose numbers are of one operator, so that a block may serve several lanes.
 *
 * @param operator of all of them
 * @param from index of the first
 * @param end index behind the last, at most 512
 */
public record Span(Operator operator, int from, int end) {
    /** Most spans of a block: as many as its header has room for. */
    public static final int MOST = 4;
    private static final int END_BITS = 12;

    /** Writes them where the header has room for them. */
    static void write(List<Span> spans, ByteBuffer out) {
        for (int i = 0; i < MOST; i++) {
            Span span = i < spans.size() ? spans.get(i) : null;
            out.putShort((short) (span == null ? 0 : Codes.of(span.operator) << END_BITS | span.end));
        }
    }

    /**
     * Reads so many of them.
     *
     * @throws IllegalArgumentException when they are no spans of a block
     */
    static List<Span> read(int count, ByteBuffer in) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("got " + count + " spans, expected 1 to " + MOST);
        }
        List<Span> spans = new ArrayList<>(count);
        int from = 0;
        for (int i = 0; i < count; i++) {
            int packed = Short.toUnsignedInt(in.getShort());
            int end = packed & (1 << END_BITS) - 1;
            if (end <= from || end > BlockHeader.MOST_ROWS) {
                throw new IllegalArgumentException(
                        "got a span that ends at row " + end + ", expected " + (from + 1) + " to "
                                + BlockHeader.MOST_ROWS);
            }
            spans.add(new Span(Codes.operator(packed >> END_BITS), from, end));
            from = end;
        }
        return spans;
    }
}
