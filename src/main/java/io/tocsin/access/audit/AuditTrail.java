package io.tocsin.access.audit;

import io.tocsin.config.value.CryptoProfile;
import io.tocsin.warning.StoreUnavailableException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes acts in the chain, before they are done: an act whose entry cannot be made durable is not
 * done. Callers wait for their entry; those that wait at the same time share one write. Another
 * node may be faster: then the entries are chained again behind its.
 */
public final class AuditTrail {
    private static final Logger LOG = LoggerFactory.getLogger("tocsin.audit");
    private static final int WAITING = 1024;
    private static final int AT_ONCE = 64;
    private static final int TRIES = 100;
    private final AuditStore store;
    private final CryptoProfile profile;
    private final String node;
    private final InstantSource clock;
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(WAITING);
    private final ReentrantLock turn = new ReentrantLock(true);
    private @Nullable Head known;

    /** Notes in that store in the name of a node, with hashes of that profile. */
    public AuditTrail(AuditStore store, CryptoProfile profile, String node, InstantSource clock) {
        this.store = store;
        this.profile = profile;
        this.node = node;
        this.clock = clock;
    }

    private static final class Waiting {
        private final Act act;
        private boolean done;
        private @Nullable StoreUnavailableException failure;
        private @Nullable Head head;

        Waiting(Act act) {
            this.act = act;
        }
    }

    /**
     * Notes an act; it is durable when this returns.
     *
     * @return the entry's place in the chain
     * @throws StoreUnavailableException when it is not; then the act must not be done
     */
    public Head note(Act act) {
        Waiting own = new Waiting(act);
        if (!waiting.offer(own)) {
            throw new StoreUnavailableException("more than " + WAITING + " audit entries wait to be written");
        }
        turn.lock();
        try {
            while (!own.done) {
                write();
            }
        } finally {
            turn.unlock();
        }
        StoreUnavailableException failure = own.failure;
        Head head = own.head;
        if (failure != null) {
            throw new StoreUnavailableException("the audit entry could not be written", failure);
        }
        if (head == null) {
            throw new StoreUnavailableException("the audit entry was not written");
        }
        LOG.info("{} {} {} {}{}", act.kind(), act.who(), act.act(), act.subject(),
                act.after() == null ? "" : ": " + act.after());
        return head;
    }

    private void write() {
        List<Waiting> group = new ArrayList<>();
        waiting.drainTo(group, AT_ONCE);
        try {
            append(group);
        } catch (StoreUnavailableException e) {
            known = null;
            group.forEach(each -> each.failure = e);
        } finally {
            group.forEach(each -> each.done = true);
        }
    }

    private void append(List<Waiting> group) {
        Head before = known == null ? store.head() : known;
        // An export says from which entry it goes: its own entry must not push that one out.
        boolean letGo = group.stream().noneMatch(each -> each.act.act().equals(Verification.EXPORT));
        for (int i = 0; i < TRIES; i++) {
            List<String> lines = new ArrayList<>();
            Head end = before;
            for (Waiting each : group) {
                Chain.Link link = Chain.next(profile, end, each.act, node, clock.instant());
                lines.add(link.line());
                end = link.head();
                each.head = end;
            }
            Head now = store.append(before, lines, end, clock.instant(), letGo);
            known = now;
            if (now.equals(end)) {
                return;
            }
            before = now;
        }
        throw new StoreUnavailableException("other nodes were faster " + TRIES + " times");
    }

    /**
     * Hands out everything behind an entry, ending with the entry that says so: {@code audit.export},
     * whose {@code after} is the number of the first. So an export proves that nothing was cut off it.
     *
     * @param sequence 0 for everything that is kept
     * @param exporter makes the act of a subject and what it is from
     * @param lines takes one entry after the other
     */
    public void export(long sequence, Exporter exporter, Consumer<String> lines) {
        long first;
        Head own;
        do {
            // Whoever asks for what is behind the end gets this very entry.
            first = Math.min(Math.max(sequence + 1, store.first()), store.head().sequence() + 1);
            own = note(exporter.act("entries from " + first, Long.toString(first)));
            // Others may have pushed it out just now; then it is said again.
        } while (store.first() > first);
        long done = first - 1;
        while (done < own.sequence()) {
            List<AuditStore.Entry> page = store.after(done, (int) Math.min(AT_ONCE * 8L, own.sequence() - done));
            if (page.isEmpty()) {
                throw new StoreUnavailableException("the entries behind " + done + " are missing");
            }
            page.forEach(entry -> lines.accept(entry.line()));
            // What is missing is for the receiver to find.
            done = page.getLast().sequence();
        }
    }

    /** Makes the act of an export. */
    @FunctionalInterface
    public interface Exporter {
        /** The act. */
        Act act(String subject, String after);
    }
}
