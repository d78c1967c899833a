package io.tocsin.store.receipt;

import io.tocsin.store.block.StateRow;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Progress;
import io.tocsin.warning.WarningId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code receipts.lua} answered. */
final class Found {
    private static final int PLACE = 9;
    private static final int DECISION = 2 + PLACE + StateRow.BYTES;
    private final String letters;
    private final Map<Integer, Decision> decisions = new HashMap<>();
    private final List<WarningId> cleared = new ArrayList<>();
    private final List<BatchId> done;

    /**
     * A warning that needs a decision.
     *
     * @param fence the attempt the receipt speaks of
     */
    record Decision(WarningId id, int fence, Progress progress) {}

    Found(int partition, List<@Nullable Object> answer) {
        letters = Reply.text(answer.get(0));
        ByteBuffer rows = buffer(answer.get(1));
        while (rows.remaining() >= DECISION) {
            int receipt = Short.toUnsignedInt(rows.getShort());
            WarningId id = id(partition, rows);
            int fence = Short.toUnsignedInt(rows.getShort());
            byte[] row = new byte[StateRow.BYTES];
            rows.get(row);
            decisions.put(receipt, new Decision(id, fence, StateRow.read(row, 0)));
        }
        ByteBuffer places = buffer(answer.get(2));
        while (places.remaining() >= PLACE) {
            cleared.add(id(partition, places));
            places.getShort();
        }
        done = answer.stream().skip(3).map(batch -> new BatchId(Reply.text(batch))).toList();
    }

    private static WarningId id(int partition, ByteBuffer from) {
        long block = (long) (from.get() & 0xff) << 32 | (from.getInt() & 0xffff_ffffL);
        return new WarningId(partition, block, Short.toUnsignedInt(from.getShort()));
    }

    private static ByteBuffer buffer(@Nullable Object reply) {
        byte[] bytes = Reply.bytes(reply);
        return ByteBuffer.wrap(bytes == null ? new byte[0] : bytes);
    }

    /** A letter per receipt: A applied, L late, U unknown, D to be decided. */
    String letters() {
        return letters;
    }

    /** One per D, by the place of the receipt in the call. */
    Map<Integer, Decision> decisions() {
        return decisions;
    }

    /** Warnings that were ambiguous until their delivery. */
    List<WarningId> cleared() {
        return cleared;
    }

    /** Batches with nothing open left in the partition. */
    List<BatchId> done() {
        return done;
    }
}
