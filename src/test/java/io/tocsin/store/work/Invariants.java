package io.tocsin.store.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.report.ResultStore;
import io.tocsin.report.Totals;
import io.tocsin.store.StoreRig;
import io.tocsin.store.block.BlockHeader;
import io.tocsin.store.block.StateRow;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Codes;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.result.RedisResultStore;
import io.tocsin.store.total.RedisTotals;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.BatchStatus;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Progress;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What must hold in the store at every moment, found by reading every row. */
final class Invariants {
    private final Supplier<StoreRig> rig;
    private final List<WarningId> all;
    private final Map<WarningId, WarningState> ended = new HashMap<>();

    /**
     * Takes what was accepted.
     *
     * @param rig a living node
     * @param all every warning, grows
     */
    Invariants(Supplier<StoreRig> rig, List<WarningId> all) {
        this.rig = rig;
        this.all = all;
    }

    void check(String when) {
        Rows rows = new Rows(new HashMap<>(), new HashMap<>());
        for (int p = 0; p < StoreRig.PARTITIONS; p++) {
            checkPartition(p, rows, when);
            checkLanes(p, when);
        }
        Totals totals = new RedisTotals(rig.get().redis(), StoreRig.PARTITIONS,
                rig.get().base().names().clients()).totals();
        totals.states().forEach((group, states) -> states.forEach((state, count) -> assertThat(count)
                .as("%s: totals of %s, %s", when, group, state)
                .isEqualTo(rows.states.getOrDefault(group, Map.of()).getOrDefault(state, 0L))));
        totals.lanes().forEach((lane, counted) -> assertThat(counted.depth()).as("%s: depth of %s", when, lane)
                .isEqualTo(rows.waiting.getOrDefault(lane, 0L)));
        assertThat(totals.states().keySet()).as(when).containsAll(rows.states.keySet());
        assertThat(totals.difference()).as("%s: difference", when).isZero();
    }

    /** What is counted by reading every row. */
    private record Rows(Map<Totals.Group, Map<WarningState, Long>> states, Map<Lane, Long> waiting) {
        private void add(BlockHeader header, int index, WarningState state) {
            states.computeIfAbsent(new Totals.Group(header.channel(), header.grade()), group -> new HashMap<>())
                    .merge(state, 1L, Long::sum);
            if (state == WarningState.READY || state == WarningState.SCHEDULED) {
                waiting.merge(new Lane(header.channel(), header.operator(index), header.grade()), 1L, Long::sum);
            }
        }
    }

    /** Of every batch that can be claimed from it is known since when. */
    private void checkLanes(int partition, String when) {
        for (Lane lane : List.of(Steps.LOW, Steps.URGENT)) {
            assertThat(members(Keys.since(partition, lane))).as("%s: since when in %s of %d", when, lane, partition)
                    .isEqualTo(members(Keys.ready(partition, lane)));
        }
    }

    private Set<String> members(byte[] key) {
        return Reply.list(rig.get().redis().call(Call.of("ZRANGE", key, 0, -1))).stream().map(Reply::text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void checkPartition(int partition, Rows rows, String when) {
        Map<String, Map<String, Long>> counters = new TreeMap<>();
        Map<Integer, Map<String, String>> fences = new TreeMap<>();
        long open = 0;
        for (long block : all.stream().filter(id -> id.partition() == partition).map(WarningId::block).distinct()
                .toList()) {
            byte[] state = Reply.bytes(rig.get().redis().call(Call.of("GET", (Object) Keys.state(partition, block))));
            assertThat(state).as(when).isNotNull();
            BlockHeader header = BlockHeader.of(state);
            for (int i = 0; i < header.rows(); i++) {
                Progress row = StateRow.read(state, StateRow.offset(i));
                counters.computeIfAbsent(header.batch().value(), batch -> new TreeMap<>())
                        .merge("" + Codes.of(row.state()), 1L, Long::sum);
                rows.add(header, i, row.state());
                int holder = StateRow.holder(state, StateRow.offset(i));
                if (holder != 0) {
                    fences.computeIfAbsent(holder, node -> new TreeMap<>()).merge("" + block, "1",
                            (a, b) -> "" + (Integer.parseInt(a) + 1));
                }
                open += row.state().isFinal() ? 0 : 1;
                checkEnd(new WarningId(partition, block, i), row, when);
            }
        }
        counters.forEach((batch, expected) -> assertThat(counted(partition, new BatchId(batch)))
                .as("%s: counters of %s in %d", when, batch, partition).isEqualTo(expected));
        for (int node = 1; node <= rig.get().base().node().number(); node++) {
            assertThat(rig.get().fences(partition, node)).as("%s: fences of node %d in %d", when, node, partition)
                    .isEqualTo(fences.getOrDefault(node, Map.of()));
        }
        int client = rig.get().base().names().clients().number(StoreRig.CLIENT);
        assertThat(Reply.number(rig.get().redis().call(Call.of("HGET", Keys.open(partition), client))))
                .as("%s: open in %d", when, partition).isEqualTo(open);
    }

    private Map<String, Long> counted(int partition, BatchId batch) {
        Map<String, Long> counted = new TreeMap<>();
        rig.get().counters(partition, batch).forEach((field, value) -> {
            if (Character.isDigit(field.charAt(0)) && !value.equals("0")) {
                counted.put(field, Long.parseLong(value));
            }
        });
        return counted;
    }

    private void checkEnd(WarningId id, Progress row, String when) {
        WarningState before = ended.get(id);
        if (before != null) {
            assertThat(row.state()).as("%s: %s was final", when, id).isEqualTo(before);
        } else if (row.state().isFinal()) {
            ended.put(id, row.state());
        }
    }

    /** Every final warning is told once. */
    void checkEvents() {
        RedisResultStore results = new RedisResultStore(rig.get().base());
        List<WarningId> told = new ArrayList<>();
        @Nullable
        String cursor = null;
        ResultStore.Events page;
        do {
            page = results.events(StoreRig.CLIENT, cursor, 97);
            page.items().forEach(each -> told.add(each.standing().warning().id()));
            cursor = page.cursor();
        } while (!page.items().isEmpty());
        assertThat(told).containsExactlyInAnyOrderElementsOf(all);
    }

    /** Every batch is finished and its counts are of its own warnings. */
    void checkDone(List<BatchId> batches) {
        RedisResultStore results = new RedisResultStore(rig.get().base());
        long accepted = 0;
        for (BatchId batch : batches) {
            BatchStatus status = results.batch(StoreRig.CLIENT, batch).orElseThrow();
            assertThat(status.finishedAt()).as("%s finished", batch).isNotNull();
            accepted += status.counts().accepted();
        }
        assertThat(accepted).isEqualTo(all.size());
    }
}
