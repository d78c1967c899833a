package io.tocsin.store.work;

import io.tocsin.dispatch.WorkStore.Waits;
import io.tocsin.store.block.Block;
import io.tocsin.store.block.BlockHeader;
import io.tocsin.store.block.StateRow;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Standing;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One look at a block's state: which of its warnings need a decision now, and when to look again.
 * Times are epoch milliseconds of Redis' clock.
 */
final class BlockLook {
    private static final long SOONEST = Duration.ofSeconds(1).toMillis();
    private static final long AGAIN = Duration.ofSeconds(30).toMillis();
    private static final long LONG_FLIGHT = Duration.ofMinutes(1).toMillis();
    private static final long LATEST = Duration.ofHours(6).toMillis();
    private final long number;
    private final byte[] state;
    private final BlockHeader header;
    private final long now;
    private final Waits waits;
    private boolean open;
    private boolean waiting;
    private boolean returned;
    private boolean overdue;
    private long lastChange;
    private long next = Long.MAX_VALUE;
    private final Set<Integer> oldHolders = new HashSet<>();

    BlockLook(long number, byte[] state, long now, Waits waits) {
        this.number = number;
        this.state = state;
        this.header = BlockHeader.of(state);
        this.now = now;
        this.waits = waits;
        for (int i = 0; i < header.rows(); i++) {
            Progress row = row(i);
            scan(row);
            if (row.state() == WarningState.IN_FLIGHT && header.madeAt() + row.at() * 1000L + LONG_FLIGHT <= now) {
                oldHolders.add(StateRow.holder(state, StateRow.offset(i)));
            }
        }
    }

    private void scan(Progress row) {
        lastChange = Math.max(lastChange, header.madeAt() + row.at() * 1000L);
        open |= !row.state().isFinal();
        if (isWaiting(row)) {
            waiting = true;
            overdue |= header.expiresAt() != 0 && header.expiresAt() <= now;
            next = header.expiresAt() > now ? Math.min(next, header.expiresAt()) : next;
        } else if (row.state() == WarningState.AWAITING_RECEIPT) {
            long end = end(row);
            overdue |= end <= now;
            next = end > now ? Math.min(next, end) : next;
        }
    }

    long number() {
        return number;
    }

    boolean hasWaiting() {
        return waiting;
    }

    /** Nodes that hold a row for longer than a minute. */
    Set<Integer> oldHolders() {
        return oldHolders;
    }

    /** Whether some row may need a decision, so that the block's data is needed to tell. */
    boolean needsData() {
        return overdue;
    }

    /**
     * The warnings that need a decision.
     *
     * @param data the block, null when it was not needed or is gone
     */
    List<Standing> due(@Nullable Block data) {
        List<Standing> due = new ArrayList<>();
        if (data == null) {
            return due;
        }
        for (int i = 0; i < header.rows(); i++) {
            Progress row = row(i);
            if (isWaiting(row)) {
                Instant expiry = data.rows().get(i).expiresAt();
                if (expiry != null && expiry.toEpochMilli() <= now) {
                    due.add(new Standing(data.warning(i), row));
                } else if (expiry != null) {
                    next = Math.min(next, expiry.toEpochMilli());
                }
            } else if (row.state() == WarningState.AWAITING_RECEIPT && end(row) <= now) {
                due.add(new Standing(data.warning(i), row));
            }
        }
        returned = !due.isEmpty();
        return due;
    }

    /** Whether every warning is final for so long that the block may go. */
    boolean isOver(long keepMillis) {
        return !open && lastChange + keepMillis <= now;
    }

    /** When to look again, 0 to delete it. */
    long next(long keepMillis) {
        if (!open) {
            return isOver(keepMillis) ? 0 : lastChange + keepMillis;
        }
        // What is not waiting for anything yet may be soon, and then waits at least the shortest wait.
        long wait = Math.min(waits.ambiguousSeconds(), waits.receiptSeconds()) * 1000;
        long latest = now + Math.clamp(returned ? Math.min(wait, AGAIN) : wait, SOONEST, LATEST);
        return Math.max(Math.min(next, latest), now + 1);
    }

    private Progress row(int index) {
        return StateRow.read(state, StateRow.offset(index));
    }

    private static boolean isWaiting(Progress row) {
        return row.state() == WarningState.READY || row.state() == WarningState.SCHEDULED;
    }

    private long end(Progress row) {
        long wait = row.has(Progress.AMBIGUOUS) ? waits.ambiguousSeconds() : waits.receiptSeconds();
        return header.madeAt() + (row.at() + wait) * 1000L;
    }
}
