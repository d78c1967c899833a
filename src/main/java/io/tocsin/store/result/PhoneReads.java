package io.tocsin.store.result;

import io.tocsin.report.ResultStore;
import io.tocsin.store.StoreBase;
import io.tocsin.store.block.Block;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Standing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the warnings of a number. There is no index of them, which every acceptance would pay for,
 * as people ask for few numbers a day: the blocks of the number's partition are looked through, the
 * newest first.
 */
final class PhoneReads {
    private static final char CURSOR = 'p';
    private static final int AT_ONCE = 32;
    /** Blocks that one page looks through, some 100,000 warnings where blocks are full. */
    private static final int MOST_LOOKED_AT = 256;
    private final StoreBase base;
    private final BlockReads reads;

    PhoneReads(StoreBase base, BlockReads reads) {
        this.base = base;
        this.reads = reads;
    }

    ResultStore.Page<Standing> of(@Nullable String client, Phone phone, @Nullable String cursor) {
        int partition = base.phones().partition(base.phones().of(phone));
        long before = cursor == null ? newest(partition) : position(cursor);
        List<Standing> found = new ArrayList<>();
        for (int done = 0; done < MOST_LOOKED_AT && before > 0; done += AT_ONCE) {
            long from = Math.max(0, before - AT_ONCE);
            look(partition, from, before, client, phone, found);
            before = from;
        }
        return new ResultStore.Page<>(found,
                before > 0 ? Cursors.write(CURSOR, ByteBuffer.allocate(Long.BYTES).putLong(before).array()) : null);
    }

    private static long position(String cursor) {
        ByteBuffer content = Cursors.read(CURSOR, cursor);
        if (content.remaining() != Long.BYTES) {
            throw Cursors.refused(null);
        }
        return content.getLong();
    }

    /** Nodes draw numbers in advance: some of those below it are not written yet. */
    private long newest(int partition) {
        byte[] next = Reply.bytes(base.redis().call(Call.of("GET", Keys.nextBlock(partition))));
        return next == null ? 0 : Long.parseLong(new String(next, StandardCharsets.US_ASCII)) + 1;
    }

    private void look(int partition, long from, long to, @Nullable String client, Phone phone,
            List<Standing> found) {
        List<Long> numbers = LongStream.range(from, to).map(i -> to - 1 - (i - from)).boxed().toList();
        List<byte[]> states = reads.states(partition, numbers);
        List<Optional<Block>> blocks = reads.open(partition, numbers, states);
        for (int i = 0; i < numbers.size(); i++) {
            Block block = blocks.get(i).filter(each -> client == null || each.client().equals(client)).orElse(null);
            if (block != null) {
                add(block, states.get(i), phone, found);
            }
        }
    }

    private void add(Block block, byte[] state, Phone phone, List<Standing> found) {
        Changes changes = null;
        for (int index = BlockReads.rows(state) - 1; index >= 0; index--) {
            if (block.rows().phone(index).equals(phone)) {
                changes = changes == null
                        ? Changes.of(state, reads.timelines(block.partition(), List.of(block.number())).getFirst())
                        : changes;
                found.add(new Standing(block.warning(index), BlockReads.progress(state, index), changes.at(index),
                        changes.talk(index)));
            }
        }
    }
}
