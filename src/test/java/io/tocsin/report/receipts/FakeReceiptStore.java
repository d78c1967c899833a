package io.tocsin.report.receipts;

import io.tocsin.report.ReceiptStore;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.StoreUnavailableException;
import io.tocsin.warning.Transition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A receipt store in memory: knows what it was told to know, fails when told to. The partition of a
 * phone is its last digit modulo the partitions.
 */
final class FakeReceiptStore implements ReceiptStore {
    final int partitions;
    final Map<String, Match> known = new ConcurrentHashMap<>();
    final Map<String, Integer> home = new ConcurrentHashMap<>();
    final List<Kept> found = new CopyOnWriteArrayList<>();
    final List<Unclaimed> kept = new CopyOnWriteArrayList<>();
    final List<Kept> forgotten = new CopyOnWriteArrayList<>();
    volatile int dropped;
    final List<Call> calls = new CopyOnWriteArrayList<>();
    final List<Transition> applied = new CopyOnWriteArrayList<>();
    final AtomicInteger failures = new AtomicInteger();
    final AtomicInteger applyFailures = new AtomicInteger();
    final AtomicInteger stale = new AtomicInteger();
    volatile String poison = "";
    /** Runs inside of each match. */
    volatile Runnable inside = () -> {
    };

    FakeReceiptStore(int partitions) {
        this.partitions = partitions;
    }

    record Call(int partition, String carrier, int count) {}

    @Override
    public int partition(Receipt receipt) {
        String phone = receipt.phone();
        return phone.isEmpty() ? -1 : (phone.charAt(phone.length() - 1) - '0') % partitions;
    }

    @Override
    public List<Match> match(int partition, String carrier, List<Receipt> receipts) {
        calls.add(new Call(partition, carrier, receipts.size()));
        inside.run();
        if (failures.get() > 0) {
            failures.decrementAndGet();
            throw new StoreUnavailableException("match: no answer");
        }
        List<Match> matches = new ArrayList<>();
        for (Receipt r : receipts) {
            if (r.messageId().equals(poison)) {
                throw new IllegalStateException("poison");
            }
            matches.add(one(partition, r));
        }
        return matches;
    }

    private Match one(int partition, Receipt r) {
        Match match = known.get(r.messageId());
        if (match != null && home.getOrDefault(r.messageId(), partition) == partition) {
            if (match instanceof Match.Applied) {
                known.put(r.messageId(), new Match.Late());
            }
            return match;
        }
        return new Match.Unmatched();
    }

    @Override
    public Keeping keep(int partition, String carrier, List<Unclaimed> receipts) {
        if (failures.get() > 0) {
            failures.decrementAndGet();
            throw new StoreUnavailableException("keep: no answer");
        }
        BitSet bits = new BitSet();
        for (int i = 0; i < receipts.size(); i++) {
            bits.set(i, !receipts.get(i).receipt().phone().equals("nobody"));
        }
        kept.addAll(receipts);
        return new Keeping(bits, dropped);
    }

    @Override
    public List<Kept> kept(int partition, int most) {
        return partition == 0 ? found.stream().limit(most).toList() : List.of();
    }

    @Override
    public void forget(int partition, List<Kept> settled) {
        found.removeAll(settled);
        forgotten.addAll(settled);
    }

    @Override
    public BitSet apply(int partition, List<Transition> transitions) {
        if (applyFailures.get() > 0) {
            applyFailures.decrementAndGet();
            throw new StoreUnavailableException("apply: no answer");
        }
        BitSet bits = new BitSet();
        for (int i = 0; i < transitions.size(); i++) {
            if (stale.get() > 0) {
                stale.decrementAndGet();
            } else {
                bits.set(i);
                applied.add(transitions.get(i));
            }
        }
        return bits;
    }
}
