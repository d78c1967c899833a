package io.tocsin.store.refs;

import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.secret.RefKeys.RefKey;
import io.tocsin.warning.WarningId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All refs that were used within the retention, on any node: a log per partition and day in Redis,
 * and an index of it in this node's memory, which is loaded on first use and kept up by every
 * reservation. What it says is a hint only: a ref counts as used when its block was written. For
 * one thread; who asks with {@link #look} learns between its turns, which hold the monitor: what is
 * learnt between the look at a ref and its reservation would let two nodes have it. While it waits
 * for Redis it holds nothing.
 */
public final class RefIndex {
    private static final int MOST_ROUNDS = 10_000;
    /** As much is read for a look in one round trip. */
    private static final int ROUND = 8 << 20;
    private final Redis redis;
    private final RefLog[] logs;

    /**
     * Takes what it needs; nothing is loaded yet.
     *
     * @param partitions hash tags
     * @param keepDays how long a ref is remembered
     */
    public RefIndex(Redis redis, int partitions, int keepDays) {
        this.redis = redis;
        this.logs = new RefLog[partitions];
        for (int p = 0; p < partitions; p++) {
            logs[p] = new RefLog(p, keepDays);
        }
    }

    /** Makes ready to be asked about refs of those partitions. */
    public void load(Collection<Integer> partitions) {
        for (int partition : partitions) {
            logs[partition].load(redis);
        }
    }

    /** What is known of a ref, null when it was never used. */
    public @Nullable Use find(RefKey ref) {
        return logs[ref.partition()].find(ref.fingerprint());
    }

    /** What is known of refs on all nodes by now; null for one that was never used. Any thread. */
    public List<@Nullable Use> look(List<RefKey> refs) {
        List<RefLog> asked = refs.stream().map(RefKey::partition).distinct().map(partition -> logs[partition]).toList();
        long today = RefLog.today(redis);
        for (int round = 0; round < MOST_ROUNDS && !refs.isEmpty(); round++) {
            List<RefReading> readings = unread(asked, today);
            int length = Math.max(1, ROUND / readings.size() / RefTable.RECORD) * RefTable.RECORD;
            List<@Nullable Object> answers = redis
                    .pipeline(readings.stream().map(each -> each.of(length)).toList());
            if (learn(readings, answers, length, today)) {
                return found(refs);
            }
        }
        return found(refs);
    }

    private synchronized List<RefReading> unread(List<RefLog> asked, long today) {
        return asked.stream().flatMap(log -> log.unread(today).stream()).toList();
    }

    /** Whether that was all that there is. */
    private synchronized boolean learn(List<RefReading> readings, List<@Nullable Object> answers, int length,
            long today) {
        boolean all = true;
        for (int i = 0; i < readings.size(); i++) {
            byte[] read = Reply.bytes(answers.get(i));
            all &= readings.get(i).learn(read == null ? new byte[0] : read, length);
        }
        if (all) {
            readings.forEach(each -> each.log().loaded(today));
        }
        return all;
    }

    private synchronized List<@Nullable Use> found(List<RefKey> refs) {
        List<@Nullable Use> uses = new ArrayList<>(refs.size());
        refs.forEach(ref -> uses.add(find(ref)));
        return uses;
    }

    /** Notes in this node's memory alone that a ref is about to be used. */
    public void note(Reservation wanted) {
        logs[wanted.ref().partition()].note(wanted);
    }

    /**
     * Writes reservations that were {@linkplain #note noted} to the logs. Those that another node came
     * first with are left out.
     *
     * @return reservations that were lost to another node, whose use is now known
     */
    public List<Reservation> reserve(Collection<Reservation> wanted) {
        Map<Integer, List<Reservation>> open = new TreeMap<>();
        for (Reservation each : wanted) {
            open.computeIfAbsent(each.ref().partition(), _ -> new ArrayList<>()).add(each);
        }
        List<Reservation> lost = new ArrayList<>();
        for (int round = 0; !open.isEmpty(); round++) {
            if (round == MOST_ROUNDS) {
                throw new IllegalStateException("the logs of refs grow faster than they can be read");
            }
            List<Integer> order = List.copyOf(open.keySet());
            List<@Nullable Object> answers = redis
                    .pipeline(order.stream().map(p -> logs[p].reserving(open.getOrDefault(p, List.of()))).toList());
            for (int i = 0; i < order.size(); i++) {
                RefLog log = logs[order.get(i)];
                List<Reservation> mine = open.getOrDefault(order.get(i), List.of());
                if (log.reserved(answers.get(i), mine.size(), redis)) {
                    open.remove(order.get(i));
                } else {
                    List<Reservation> gone = mine.stream().filter(each -> !log.holds(each)).toList();
                    lost.addAll(gone);
                    mine.removeAll(gone);
                }
            }
            open.values().removeIf(List::isEmpty);
        }
        return lost;
    }

    /** Refs known by now in this node. */
    public int size() {
        int size = 0;
        for (RefLog log : logs) {
            size += log.size();
        }
        return size;
    }

    /**
     * Who uses a ref, as far as is known.
     *
     * @param id the warning
     * @param phone fingerprint of its phone
     */
    public record Use(WarningId id, int phone) {}

    /**
     * A ref that a warning is to use.
     *
     * @param ref the ref's key
     * @param phone fingerprint of the warning's phone
     * @param id the warning
     */
    public record Reservation(RefKey ref, int phone, WarningId id) {}
}
