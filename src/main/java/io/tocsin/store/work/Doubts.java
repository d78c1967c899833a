package io.tocsin.store.work;

import io.tocsin.store.block.Block;
import io.tocsin.store.block.Blocks;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Script;
import io.tocsin.store.secret.PhoneKeys;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Transition;
import io.tocsin.warning.WarningId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The index of ambiguous attempts by phone, through which a receipt of unknown message id may find
 * its attempt.
 */
public final class Doubts {
    private static final int MOST = 500;
    private final Blocks blocks;
    private final PhoneKeys phones;
    private final Script doubt = Script.withPrelude("doubt");

    /** Takes what it needs. */
    public Doubts(Blocks blocks, PhoneKeys phones) {
        this.blocks = blocks;
        this.phones = phones;
    }

    private record Entry(int carrier, WarningId id, int fencedAt) {}

    /** Calls that bring the index in step with rows after those transitions; usually none. */
    List<Call> after(int partition, List<Transition> transitions) {
        Set<Entry> entries = new LinkedHashSet<>();
        for (Transition each : transitions) {
            if (each.from().has(Progress.AMBIGUOUS) || each.to().has(Progress.AMBIGUOUS)) {
                entries.add(new Entry(each.from().carrier(), each.id(), each.from().at()));
                entries.add(new Entry(each.to().carrier(), each.id(), each.from().at()));
            }
        }
        return calls(partition, entries);
    }

    /** Calls that bring the index in step after deliveries of ambiguous attempts. */
    public List<Call> cleared(int partition, int carrier, List<WarningId> ids) {
        return calls(partition, ids.stream().map(id -> new Entry(carrier, id, 0)).toList());
    }

    private List<Call> calls(int partition, Collection<Entry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        Map<Long, Block> known = blocks.get(partition,
                entries.stream().map(each -> each.id().block()).collect(Collectors.toSet()));
        List<Object> arguments = new ArrayList<>();
        List<Call> calls = new ArrayList<>();
        for (Entry each : entries) {
            Block block = known.get(each.id().block());
            if (block != null) {
                Phone phone = block.rows().get(each.id().index()).phone();
                arguments.addAll(List.of(each.carrier(), phones.of(phone), each.id().block(), each.id().index(),
                        block.header().madeAt() / 1000 + each.fencedAt()));
            }
            if (arguments.size() >= MOST * 5) {
                calls.add(doubt.call(Keys.tag(partition), arguments.toArray()));
                arguments.clear();
            }
        }
        if (!arguments.isEmpty()) {
            calls.add(doubt.call(Keys.tag(partition), arguments.toArray()));
        }
        return calls;
    }
}
