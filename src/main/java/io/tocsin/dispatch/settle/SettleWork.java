package io.tocsin.dispatch.settle;

import io.tocsin.dispatch.ContactStore;
import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.WorkStore;
import io.tocsin.dispatch.loop.Clocks;
import io.tocsin.dispatch.loop.Work;
import io.tocsin.warning.Phone;
import io.tocsin.warning.StoreUnavailableException;
import io.tocsin.warning.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one partition's answers durable. A batch is written at once when the partition was idle,
 * else when it is full or its first item waited a few milliseconds. What the store does not take is
 * kept and tried again: the message ids in it exist nowhere else.
 */
final class SettleWork implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(SettleWork.class);
    private static final int FULL = 512;
    private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long IDLE = TimeUnit.SECONDS.toNanos(1);
    private static final long FIRST_RETRY = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LAST_RETRY = TimeUnit.SECONDS.toNanos(2);

    private final int partition;
    private final Ports ports;
    private final SettleBuffer buffer;
    private final Pending pending;
    private final List<Settling> batch = new ArrayList<>();
    private final List<Transition> made = new ArrayList<>();
    private long firstAt;
    private long lastFlush = Long.MIN_VALUE / 2;
    private long retry;
    private long retryAt = Long.MIN_VALUE / 2;

    /** What settling works with. */
    record Ports(WorkStore store, ContactStore contacts, Decisions decisions, Clocks clocks,
            DispatchListener listener) {}

    SettleWork(int partition, Ports ports, SettleBuffer buffer, Pending pending) {
        this.partition = partition;
        this.ports = ports;
        this.buffer = buffer;
        this.pending = pending;
    }

    @Override
    public long run(long now) {
        if (now - retryAt < 0) {
            return retryAt - now;
        }
        if (batch.isEmpty()) {
            firstAt = now;
        }
        buffer.ringAt(1);
        buffer.drainTo(batch, FULL);
        if (batch.isEmpty()) {
            return IDLE;
        }
        long waited = now - firstAt;
        if (batch.size() < FULL && waited < LINGER && now - lastFlush < 2 * LINGER) {
            buffer.ringAt(FULL - batch.size());
            return LINGER - waited;
        }
        return flush(now);
    }

    private long flush(long now) {
        Instant wall = ports.clocks().now();
        for (int i = made.size(); i < batch.size(); i++) {
            made.add(batch.get(i).transition(ports.decisions(), wall));
        }
        try {
            BitSet applied = ports.store().apply(partition, made);
            lastFlush = ports.clocks().nanos();
            ports.listener().settled(partition, applied.cardinality(), made.size() - applied.cardinality(),
                    lastFlush - now);
            for (int i = applied.nextSetBit(0); i >= 0; i = applied.nextSetBit(i + 1)) {
                if (made.get(i).expiresUnsent()) {
                    ports.listener().expiredUnsent(batch.get(i).grade(), 1);
                }
            }
        } catch (StoreUnavailableException e) {
            pending.storeFailed();
            ports.listener().storeFailed("settle");
            if (retry == 0) {
                LOG.warn("{} results of partition {} are not durable yet, tried again until they are: {}", made.size(),
                        partition, e.getMessage());
            }
            retry = Math.min(LAST_RETRY, Math.max(FIRST_RETRY, retry * 2));
            retryAt = now + retry;
            return retry;
        }
        if (retry > 0) {
            LOG.info("{} results of partition {} are durable at last", made.size(), partition);
            retry = 0;
        }
        int settled = batch.size();
        giveContactsBack();
        batch.clear();
        made.clear();
        pending.settled(settled);
        return 0;
    }

    private void giveContactsBack() {
        List<Phone> phones = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i) instanceof Contact contact && contact.givesBack(made.get(i))) {
                phones.add(contact.phone());
            }
        }
        if (!phones.isEmpty()) {
            try {
                ports.contacts().forget(partition, phones);
            } catch (StoreUnavailableException e) {
                LOG.warn("{} contacts that did not happen stay counted: {}", phones.size(), e.getMessage());
            }
        }
    }
}
