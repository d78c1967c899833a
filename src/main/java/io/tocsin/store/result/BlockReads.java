package io.tocsin.store.result;

import io.tocsin.store.block.Block;
import io.tocsin.store.block.Blocks;
import io.tocsin.store.block.StateRow;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Standing;
import io.tocsin.warning.WarningState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads blocks as they stand now, past the cache: lists and exports must not push out what is at
 * work.
 */
final class BlockReads {
    private static final int NUMBER = 5;
    private final Redis redis;
    private final Blocks blocks;

    BlockReads(Redis redis, Blocks blocks) {
        this.redis = redis;
        this.blocks = blocks;
    }

    /** Block numbers of a batch in a partition from a place in its list on, at most so many. */
    List<Long> numbers(int partition, BatchId batch, int from, int most) {
        byte[] packed = Reply.bytes(redis.call(Call.of("GETRANGE", Keys.blocks(partition, batch), from * NUMBER,
                (from + most) * NUMBER - 1)));
        List<Long> numbers = new ArrayList<>();
        for (int at = 0; packed != null && at + NUMBER <= packed.length; at += NUMBER) {
            long number = 0;
            for (int i = 0; i < NUMBER; i++) {
                number = number << 8 | (packed[at + i] & 0xff);
            }
            numbers.add(number);
        }
        return numbers;
    }

    /** States of blocks, in order; empty arrays for those that were deleted. */
    List<byte[]> states(int partition, List<Long> numbers) {
        List<Call> calls = numbers.stream().map(each -> Call.of("GET", Keys.state(partition, each))).toList();
        return redis.pipeline(calls).stream().map(BlockReads::bytes).toList();
    }

    /** Timelines of blocks, in order; empty arrays for those that have none. */
    List<byte[]> timelines(int partition, List<Long> numbers) {
        List<Call> calls = numbers.stream().map(each -> Call.of("GET", Keys.timeline(partition, each))).toList();
        return redis.pipeline(calls).stream().map(BlockReads::bytes).toList();
    }

    /** Blocks with those states, in order; empty for those that were deleted. */
    List<Optional<Block>> open(int partition, List<Long> numbers, List<byte[]> states) {
        List<Call> calls = numbers.stream().map(each -> Call.of("GET", Keys.data(partition, each))).toList();
        List<@Nullable Object> data = redis.pipeline(calls);
        List<Optional<Block>> opened = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            byte[] sealed = bytes(data.get(i));
            opened.add(sealed.length == 0 || states.get(i).length == 0
                    ? Optional.empty()
                    : Optional.of(blocks.open(partition, numbers.get(i), states.get(i), sealed)));
        }
        return opened;
    }

    private static byte[] bytes(@Nullable Object reply) {
        byte[] bytes = Reply.bytes(reply);
        return bytes == null ? new byte[0] : bytes;
    }

    /** Rows in a state. */
    static int rows(byte[] state) {
        return state.length == 0 ? 0 : (state.length - StateRow.offset(0)) / StateRow.BYTES;
    }

    /** A row of a state. */
    static Progress progress(byte[] state, int index) {
        return StateRow.read(state, StateRow.offset(index));
    }

    /** Whether any row from that index on is in one of the wanted states, none for any. */
    static boolean has(byte[] state, int from, Set<WarningState> wanted) {
        for (int i = from; i < rows(state); i++) {
            if (wanted.isEmpty() || wanted.contains(progress(state, i).state())) {
                return true;
            }
        }
        return false;
    }

    /** All warnings of a block. */
    static List<Standing> standings(Block block, byte[] state, byte[] timeline) {
        Changes changes = Changes.of(state, timeline);
        List<Standing> all = new ArrayList<>();
        for (int i = 0; i < rows(state); i++) {
            all.add(new Standing(block.warning(i), progress(state, i), changes.at(i), changes.talk(i)));
        }
        return all;
    }
}
