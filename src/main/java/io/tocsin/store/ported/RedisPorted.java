package io.tocsin.store.ported;

import io.tocsin.dispatch.ported.Ported;
import io.tocsin.dispatch.ported.PortedBook;
import io.tocsin.dispatch.ported.PortedStore;
import io.tocsin.store.StoreBase;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.PortedKeys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.StoreUnavailableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers that changed their operator: kept in Redis, looked up in this node's copy. What answers
 * teach is used at once and written with the next {@link #look}, so that no attempt waits for it.
 */
public final class RedisPorted implements PortedBook, PortedStore {
    private static final Logger LOG = LoggerFactory.getLogger(RedisPorted.class);
    /** Numbers of a partition; whoever has more, has a file of them. */
    private static final int MOST = 50_000;
    /** Learned and not written yet; more are forgotten, and learned again. */
    private static final int MOST_PENDING = 10_000;
    private static final int AT_ONCE = 256;
    private final StoreBase base;
    private final PortedCopy copy = new PortedCopy();
    private final PortedFollower follower;
    private final Map<Phone, Optional<Ported>> pending = new LinkedHashMap<>();
    private final Script script = Script.load("ported");
    private final LongAdder learned = new LongAdder();
    private final int most;
    private boolean failing;

    /** With nothing known until the first look. */
    public RedisPorted(StoreBase base) {
        this(base, MOST);
    }

    RedisPorted(StoreBase base, int most) {
        this.base = base;
        this.most = most;
        follower = new PortedFollower(base, copy);
    }

    @Override
    public @Nullable Ported of(Phone phone) {
        return copy.of(phone);
    }

    @Override
    public void learn(Phone phone, Operator operator, Set<Operator> left) {
        Ported ported = new Ported(operator, left, true, base.clock().instant());
        if (later(phone, Optional.of(ported))) {
            copy.put(base.phones().partition(phone), new PortedEntry(number(phone), ported));
            learned.increment();
        }
    }

    @Override
    public void forget(Phone phone) {
        copy.remove(number(phone));
        later(phone, Optional.empty());
    }

    /** False when more waits to be written than is kept; then it is not known here either. */
    private boolean later(Phone phone, Optional<Ported> ported) {
        synchronized (pending) {
            boolean room = pending.size() < MOST_PENDING || pending.containsKey(phone);
            if (room) {
                pending.put(phone, ported);
            }
            return room;
        }
    }

    /** How many numbers this node knows; does not wait. */
    public int known() {
        return copy.size();
    }

    /** How often a carrier's answer taught this node something. */
    public long learned() {
        return learned.sum();
    }

    /**
     * Writes what was learned and takes what other nodes know; to be called every few seconds, blocks.
     */
    public void look() {
        try {
            write();
            follower.follow();
            failing = false;
        } catch (StoreUnavailableException e) {
            if (!failing) {
                failing = true;
                LOG.warn("What is known of numbers that changed their operator stays as it is until the store works"
                        + " again: {}", e.getMessage());
            }
        }
    }

    private void write() {
        for (Map<Phone, Optional<Ported>> some = first(); !some.isEmpty(); some = first()) {
            Map<Phone, Boolean> kept = put(some);
            int lost = 0;
            for (Map.Entry<Phone, Optional<Ported>> each : some.entrySet()) {
                if (each.getValue().isPresent() && !kept.getOrDefault(each.getKey(), false)) {
                    // Nobody else knows it, and after a restart this node would not either.
                    copy.remove(number(each.getKey()), each.getValue().get());
                    lost++;
                }
            }
            if (lost > 0) {
                LOG.warn("{} numbers that changed their operator are not kept: there are {} of their partition", lost,
                        most);
            }
            synchronized (pending) {
                // What was learned meanwhile is written next time.
                some.forEach(pending::remove);
            }
        }
    }

    private Map<Phone, Optional<Ported>> first() {
        Map<Phone, Optional<Ported>> some = new LinkedHashMap<>();
        synchronized (pending) {
            pending.entrySet().stream().limit(AT_ONCE).forEach(each -> some.put(each.getKey(), each.getValue()));
        }
        return some;
    }

    @Override
    public int set(Map<Phone, Operator> numbers) {
        Map<Phone, Optional<Ported>> all = new LinkedHashMap<>();
        numbers.forEach((phone, operator) -> all.put(phone,
                Optional.of(new Ported(operator, Set.of(), false, base.clock().instant()))));
        Map<Phone, Boolean> kept = put(all);
        synchronized (pending) {
            kept.keySet().forEach(pending::remove);
        }
        all.forEach((phone, ported) -> {
            if (kept.getOrDefault(phone, false)) {
                copy.put(base.phones().partition(phone), new PortedEntry(number(phone), ported.orElseThrow()));
            }
        });
        return (int) kept.values().stream().filter(done -> done).count();
    }

    @Override
    public boolean remove(Phone phone) {
        boolean done = put(Map.of(phone, Optional.empty())).getOrDefault(phone, false);
        synchronized (pending) {
            pending.remove(phone);
        }
        copy.remove(number(phone));
        return done;
    }

    /** Which of them were kept, or forgotten. */
    private Map<Phone, Boolean> put(Map<Phone, Optional<Ported>> numbers) {
        Map<Integer, List<Object>> arguments = new TreeMap<>();
        Map<Integer, List<Phone>> phones = new TreeMap<>();
        numbers.forEach((phone, ported) -> {
            byte[] key = base.phones().of(phone);
            int partition = base.phones().partition(key);
            List<Object> own = arguments.computeIfAbsent(partition,
                    _ -> new ArrayList<>(List.of(most, PortedFollower.CHANGES)));
            own.add(key);
            own.add(ported.<Object>map(
                    known -> new PortedEntry(number(phone), known).seal(base.cipher(), partition, key)).orElse(""));
            phones.computeIfAbsent(partition, _ -> new ArrayList<>()).add(phone);
        });
        List<Call> calls = new ArrayList<>();
        arguments.forEach((partition, own) -> calls.add(script.call(Keys.tag(partition), own.toArray())));
        List<@Nullable Object> answers = base.redis().pipelineSafely(calls);
        Map<Phone, Boolean> kept = new LinkedHashMap<>();
        int at = 0;
        for (List<Phone> own : phones.values()) {
            List<@Nullable Object> done = Reply.list(answers.get(at++));
            for (int i = 0; i < own.size(); i++) {
                kept.put(own.get(i), Reply.number(done.get(i)) == 1);
            }
        }
        return kept;
    }

    @Override
    public Optional<Ported> find(Phone phone) {
        byte[] key = base.phones().of(phone);
        int partition = base.phones().partition(key);
        byte[] sealed = Reply.bytes(base.redis().call(Call.of("HGET", PortedKeys.numbers(partition), key)));
        return sealed == null
                ? Optional.empty()
                : Optional.of(PortedEntry.open(base.cipher(), partition, key, sealed).ported());
    }

    @Override
    public long size() {
        List<Call> calls = new ArrayList<>();
        for (int p = 0; p < base.partitions(); p++) {
            calls.add(Call.of("HLEN", PortedKeys.numbers(p)));
        }
        return base.redis().pipeline(calls).stream().mapToLong(Reply::number).sum();
    }

    private static long number(Phone phone) {
        return Long.parseLong(phone.digits());
    }
}
