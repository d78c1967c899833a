package io.tocsin.store.block;

import io.tocsin.store.redis.Codes;
import io.tocsin.store.redis.Keys;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Operator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The first 48 bytes of a block's state.
 *
 * @param channel of the first step of its warnings
 * @param grade of its warnings
 * @param spans operators of its warnings, in the order of the rows; 1 to {@link Span#MOST}
 * @param client number of the client
 * @param madeAt epoch milliseconds at which it was made durable, by Redis' clock
 * @param batch whose warnings they are
 * @param expiresAt earliest expiry of its rows in epoch milliseconds, 0 for none
 */
public record BlockHeader(Channel channel, Grade grade, List<Span> spans, int client, long madeAt, BatchId batch,
        long expiresAt) {
    /** Most rows of a block. */
    public static final int MOST_ROWS = 512;
    /** Bytes of a header. */
    public static final int BYTES = 48;
    /** Where the batch id stands. */
    public static final int BATCH_AT = 16;
    /** Where the time of making stands; the accept script fills it in. */
    public static final int MADE_AT = 8;
    private static final int SPANS_AT = 40;
    private static final byte VERSION = 1;

    /** How many warnings are in the block, 1 to 512. */
    public int rows() {
        return spans.getLast().end();
    }

    /** What the accept script queues: for each span its lane, first row and the one behind its last. */
    public String queues() {
        return spans.stream().map(span -> Keys.letters(lane(span)) + ":" + span.from() + ":" + span.end())
                .collect(Collectors.joining(" "));
    }

    /** Where its warnings of that span wait at first. */
    public Lane lane(Span span) {
        return new Lane(channel, span.operator(), grade);
    }

    /** Whose network the number of that row is on. */
    public Operator operator(int index) {
        for (Span span : spans) {
            if (index < span.end()) {
                return span.operator();
            }
        }
        throw new IndexOutOfBoundsException("row " + index + " of a block of " + rows());
    }

    /** The header as it is stored. */
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(BYTES).putShort((short) rows()).put((byte) Codes.of(channel))
                .put((byte) spans.size()).put((byte) Codes.of(grade)).put(VERSION).putShort((short) client)
                .putLong(madeAt).put(batch.value().getBytes(StandardCharsets.US_ASCII)).putLong(expiresAt);
        Span.write(spans, out);
        return out.array();
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
        Channel channel = Codes.channel(in.get(2));
        Grade grade = Codes.grade(in.get(4));
        BatchId batch = new BatchId(new String(state, BATCH_AT, 16, StandardCharsets.US_ASCII));
        List<Span> spans = Span.read(in.get(3), in.position(SPANS_AT));
        return new BlockHeader(channel, grade, spans, Short.toUnsignedInt(in.getShort(6)), in.getLong(MADE_AT), batch,
                in.getLong(32));
    }

    /** The same, made at that time. */
    public BlockHeader madeAt(long millis) {
        return new BlockHeader(channel, grade, spans, client, millis, batch, expiresAt);
    }
}
