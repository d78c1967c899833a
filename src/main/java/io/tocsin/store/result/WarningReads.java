package io.tocsin.store.result;

import io.tocsin.report.ResultStore.Page;
import io.tocsin.store.block.Block;
import io.tocsin.store.block.Blocks;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Standing;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Reads warnings: one, a page, or all of a batch; a few blocks at a time. */
final class WarningReads {
    private static final char CURSOR = 'w';
    private static final int AT_ONCE = 8;
    /** Blocks a page may look through for the wanted state before it ends short. */
    private static final int MOST_LOOKED_AT = 2048;
    private final BlockReads reads;
    private final Blocks blocks;
    private final int partitions;

    WarningReads(BlockReads reads, Blocks blocks, int partitions) {
        this.reads = reads;
        this.blocks = blocks;
        this.partitions = partitions;
    }

    Optional<Standing> get(@Nullable String client, WarningId id) {
        if (id.partition() >= partitions) {
            return Optional.empty();
        }
        byte[] state = reads.states(id.partition(), List.of(id.block())).getFirst();
        if (id.index() >= BlockReads.rows(state)) {
            return Optional.empty();
        }
        return blocks.get(id.partition(), id.block()).filter(each -> client == null || each.client().equals(client))
                .map(each -> standing(each, state, id.index(), changes(id.partition(), id.block(), state)));
    }

    private static Standing standing(Block block, byte[] state, int index, Changes changes) {
        return new Standing(block.warning(index), BlockReads.progress(state, index), changes.at(index),
                changes.talk(index));
    }

    private Changes changes(int partition, long block, byte[] state) {
        return Changes.of(state, reads.timelines(partition, List.of(block)).getFirst());
    }

    void forEach(BatchId batch, Consumer<List<Standing>> consumer) {
        for (int p = 0; p < partitions; p++) {
            int at = 0;
            List<Long> numbers = reads.numbers(p, batch, at, AT_ONCE);
            while (!numbers.isEmpty()) {
                List<byte[]> states = reads.states(p, numbers);
                List<Optional<Block>> opened = reads.open(p, numbers, states);
                List<byte[]> timelines = reads.timelines(p, numbers);
                for (int i = 0; i < numbers.size(); i++) {
                    byte[] state = states.get(i);
                    byte[] timeline = timelines.get(i);
                    opened.get(i).ifPresent(block -> consumer.accept(BlockReads.standings(block, state, timeline)));
                }
                at += numbers.size();
                numbers = reads.numbers(p, batch, at, AT_ONCE);
            }
        }
    }

    /**
     * A place in the order of storage: partition, place in the batch's list of blocks, index in the
     * block.
     */
    private record Spot(int partition, int list, int index) {
        static Spot read(BatchId batch, String cursor) {
            ByteBuffer in = Cursors.read(CURSOR, cursor);
            if (in.remaining() != 11 || in.getInt() != mark(batch)) {
                throw Cursors.refused(null);
            }
            return new Spot(in.get(), in.getInt(), Short.toUnsignedInt(in.getShort()));
        }

        String write(BatchId batch) {
            return Cursors.write(CURSOR, ByteBuffer.allocate(11).putInt(mark(batch)).put((byte) partition).putInt(list)
                    .putShort((short) index).array());
        }

        private static int mark(BatchId batch) {
            CRC32 crc = new CRC32();
            crc.update(batch.value().getBytes(StandardCharsets.US_ASCII));
            return (int) crc.getValue();
        }
    }

    Page<Standing> page(BatchId batch, Set<WarningState> wanted, @Nullable String cursor, int limit) {
        Spot spot = cursor == null ? new Spot(0, 0, 0) : Spot.read(batch, cursor);
        List<Standing> items = new ArrayList<>();
        int looked = 0;
        while (spot.partition() < partitions) {
            List<Long> numbers = reads.numbers(spot.partition(), batch, spot.list(), AT_ONCE);
            if (numbers.isEmpty()) {
                spot = new Spot(spot.partition() + 1, 0, 0);
                continue;
            }
            List<byte[]> states = reads.states(spot.partition(), numbers);
            for (int i = 0; i < numbers.size(); i++) {
                int stopped = take(spot, numbers.get(i), states.get(i), wanted, limit, items);
                if (stopped >= 0) {
                    return new Page<>(items, new Spot(spot.partition(), spot.list(), stopped).write(batch));
                }
                spot = new Spot(spot.partition(), spot.list() + 1, 0);
            }
            looked += numbers.size();
            if (looked >= MOST_LOOKED_AT) {
                return new Page<>(items, spot.write(batch));
            }
        }
        return new Page<>(items, null);
    }

    /**
     * Takes rows of a block from the spot on; the index of the first that had no room, -1 when all had.
     */
    private int take(Spot spot, long number, byte[] state, Set<WarningState> wanted, int limit,
            List<Standing> items) {
        if (!BlockReads.has(state, spot.index(), wanted)) {
            return -1;
        }
        Block block = reads.open(spot.partition(), List.of(number), List.of(state)).getFirst().orElse(null);
        Changes changes = changes(spot.partition(), number, state);
        for (int i = spot.index(); block != null && i < BlockReads.rows(state); i++) {
            Progress row = BlockReads.progress(state, i);
            if (wanted.isEmpty() || wanted.contains(row.state())) {
                if (items.size() == limit) {
                    return i;
                }
                items.add(new Standing(block.warning(i), row, changes.at(i), changes.talk(i)));
            }
        }
        return -1;
    }
}
