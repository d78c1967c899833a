package io.tocsin.store.total;

import io.tocsin.report.Totals;
import io.tocsin.report.TotalsStore;
import io.tocsin.store.node.Names;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Operator;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the counters that scripts move with the rows, one script a partition. */
public final class RedisTotals implements TotalsStore {
    private static final List<Totals.Group> GROUPS = Stream.of(Channel.values())
            .flatMap(channel -> Stream.of(Grade.values()).map(grade -> new Totals.Group(channel, grade))).toList();
    private static final List<Lane> LANES = GROUPS.stream().flatMap(group -> Stream.of(Operator.values())
            .map(operator -> new Lane(group.channel(), operator, group.grade()))).toList();
    private static final Object[] LETTERS = LANES.stream().map(Keys::letters).toArray();
    /** Before the first lane's time in the answer: now, the counters, what clients wait for. */
    private static final int HEAD = 3;

    private final Redis redis;
    private final int partitions;
    private final Names clients;
    private final Script script = Script.load("totals");

    /** Reads those of so many partitions. */
    public RedisTotals(Redis redis, int partitions, Names clients) {
        this.redis = redis;
        this.partitions = partitions;
        this.clients = clients;
    }

    @Override
    public Totals totals() {
        List<Call> calls = new ArrayList<>();
        for (int p = 0; p < partitions; p++) {
            calls.add(script.call(Keys.tag(p), LETTERS));
        }
        Sum sum = new Sum();
        redis.pipeline(calls).forEach(answer -> sum.add(Reply.list(answer)));
        return sum.totals();
    }

    /** What the partitions come to together. */
    private final class Sum {
        private final Map<Totals.Group, Map<WarningState, Long>> states = new LinkedHashMap<>();
        private final Map<Lane, Totals.OfLane> lanes = new LinkedHashMap<>();
        private final Map<String, Totals.OfClient> open = new LinkedHashMap<>();
        private long difference;

        private void add(List<@Nullable Object> answer) {
            Counters counters = new Counters(Reply.bytes(answer.get(1)));
            long pending = GROUPS.stream().mapToLong(group -> addGroup(group, counters)).sum();
            difference += Math.abs(pending - clients(Reply.list(answer.get(2))));
            long now = Reply.number(answer.get(0));
            for (int i = 0; i < LANES.size(); i++) {
                long since = Reply.number(answer.get(HEAD + i));
                Totals.OfLane here = new Totals.OfLane(counters.waiting(LANES.get(i)),
                        Duration.ofMillis(since == 0 ? 0 : now - since));
                lanes.merge(LANES.get(i), here, (a, b) -> new Totals.OfLane(a.depth() + b.depth(),
                        a.waited().compareTo(b.waited()) > 0 ? a.waited() : b.waited()));
            }
        }

        /** Returns what was accepted and is not final. */
        private long addGroup(Totals.Group group, Counters counters) {
            long pending = counters.accepted(group.channel(), group.grade());
            Map<WarningState, Long> sums = states.computeIfAbsent(group, g -> new EnumMap<>(WarningState.class));
            for (WarningState state : WarningState.values()) {
                long count = counters.in(group.channel(), group.grade(), state);
                sums.merge(state, count, Long::sum);
                pending -= state.isFinal() ? count : 0;
            }
            return pending;
        }

        /** Returns what clients wait for. */
        private long clients(List<@Nullable Object> answer) {
            long all = 0;
            for (int i = 0; i + 2 < answer.size(); i += 3) {
                long waits = Reply.number(answer.get(i + 1));
                open.merge(clients.name(Math.toIntExact(Reply.number(answer.get(i)))),
                        new Totals.OfClient(waits, Reply.number(answer.get(i + 2))),
                        (a, b) -> new Totals.OfClient(a.open() + b.open(), a.events() + b.events()));
                all += waits;
            }
            return all;
        }

        private Totals totals() {
            return new Totals(states, lanes, open, difference);
        }
    }
}
