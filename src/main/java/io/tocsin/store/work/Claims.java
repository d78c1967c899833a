package io.tocsin.store.work;

import io.tocsin.store.redis.Codes;
import io.tocsin.dispatch.WorkStore.Claim;
import io.tocsin.dispatch.WorkStore.Claimed;
import io.tocsin.store.StoreBase;
import io.tocsin.store.block.Block;
import io.tocsin.store.block.Blocks;
import io.tocsin.store.block.StateRow;
import io.tocsin.store.contact.StopCopy;
import io.tocsin.store.contact.StopList;
import io.tocsin.store.node.Names;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Standing;
import io.tocsin.warning.StoreUnavailableException;
import io.tocsin.warning.Warning;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fences waiting warnings for carriers. A claim whose answer was lost is asked for again by the
 * next claim of that partition and carrier, so that nothing stays fenced that nobody knows of.
 */
final class Claims {
    private static final int RUN = 5;
    private final Redis redis;
    private final Blocks blocks;
    private final Names carriers;
    private final StopList stopList;
    private final int node;
    private final Script claim = Script.withPrelude("claim");
    private final Map<Place, Desk> desks = new ConcurrentHashMap<>();

    Claims(StoreBase base, StopList stopList) {
        this.redis = base.redis();
        this.blocks = base.blocks();
        this.carriers = base.names().carriers();
        this.stopList = stopList;
        this.node = base.node().number();
    }

    private record Place(int partition, int carrier) {}

    /** Where claims of one partition and carrier are made, one at a time. */
    private static final class Desk {
        private final ReentrantLock lock = new ReentrantLock();
        /**
         * Fenced but not handed out: the answer to a lost claim may hold more than the next one asks for.
         */
        private final Deque<Claimed> surplus = new ArrayDeque<>();
        private long token = 1;
    }

    Claim claim(int partition, String carrier, List<Lane> lanes, int max, Map<Operator, Integer> elsewhere) {
        int number = carriers.number(carrier);
        Desk desk = desks.computeIfAbsent(new Place(partition, number), place -> new Desk());
        desk.lock.lock();
        try {
            boolean more = true;
            if (desk.surplus.isEmpty()) {
                List<@Nullable Object> answer = ask(partition, number, lanes, elsewhere, max, desk.token);
                desk.surplus.addAll(read(partition, answer));
                more = Reply.number(answer.get(1)) == 1;
                desk.token++;
            }
            List<Claimed> claimed = new ArrayList<>(Math.min(max, desk.surplus.size()));
            while (claimed.size() < max && !desk.surplus.isEmpty()) {
                claimed.add(desk.surplus.remove());
            }
            return new Claim(claimed, more || !desk.surplus.isEmpty());
        } finally {
            desk.lock.unlock();
        }
    }

    private List<@Nullable Object> ask(int partition, int carrier, List<Lane> lanes, Map<Operator, Integer> elsewhere,
            int max,
            long token) {
        Object[] arguments = new Object[5 + lanes.size()];
        arguments[0] = node;
        arguments[1] = carrier;
        arguments[2] = max;
        arguments[3] = token;
        arguments[4] = elsewhere.isEmpty()
                ? "-"
                : elsewhere.entrySet().stream().map(each -> Codes.of(each.getKey()) + ":" + each.getValue())
                        .collect(Collectors.joining(" "));
        for (int i = 0; i < lanes.size(); i++) {
            arguments[5 + i] = Keys.letters(lanes.get(i));
        }
        return Reply.list(redis.pipelineSafely(List.of(claim.call(Keys.tag(partition), arguments))).getFirst());
    }

    private List<Claimed> read(int partition, List<@Nullable Object> answer) {
        if (answer.size() == 2) {
            return List.of();
        }
        StopCopy stopped = stopList.copy(partition, Reply.number(answer.get(0)));
        Set<Long> numbers = new LinkedHashSet<>();
        for (int i = 2; i < answer.size(); i += RUN) {
            numbers.add(Reply.number(answer.get(i)));
        }
        Map<Long, Block> data = blocks.get(partition, numbers);
        List<Claimed> claimed = new ArrayList<>();
        for (int i = 2; i < answer.size(); i += RUN) {
            Block block = data.get(Reply.number(answer.get(i)));
            if (block == null) {
                throw new StoreUnavailableException(
                        "block " + Reply.number(answer.get(i)) + " of partition " + partition
                                + " was claimed but has no data");
            }
            int from = (int) Reply.number(answer.get(i + 1));
            int count = (int) Reply.number(answer.get(i + 2));
            Progress before = progress(answer.get(i + 3));
            Progress now = progress(answer.get(i + 4)).parts(before.refusers());
            for (int index = from; index < from + count; index++) {
                Warning warning = block.warning(index);
                claimed.add(new Claimed(new Standing(warning, now), before, stopped.of(warning.phone())));
            }
        }
        return claimed;
    }

    private static Progress progress(@Nullable Object row) {
        byte[] bytes = Reply.bytes(row);
        if (bytes == null) {
            throw new StoreUnavailableException("a claim's answer has a run without its row");
        }
        return StateRow.read(bytes, 0);
    }
}
