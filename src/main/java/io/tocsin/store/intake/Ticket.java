package io.tocsin.store.intake;

import io.tocsin.ingest.RowOutcome;
import io.tocsin.warning.StoreUnavailableException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The right of one draft to be on its way: given back when the last of its rows has its outcome.
 * Many threads.
 */
final class Ticket {
    private final Draft.Kind kind;
    private final BlockWriter writer;
    private final Semaphore room;
    private final AtomicInteger open = new AtomicInteger();

    Ticket(Draft.Kind kind, BlockWriter writer, Semaphore room) {
        this.kind = kind;
        this.writer = writer;
        this.room = room;
    }

    Draft.Kind kind() {
        return kind;
    }

    /** The draft is handed over with so many rows. */
    void issue(int rows) {
        open.set(rows);
    }

    void told(Item item, RowOutcome outcome) {
        writer.told(item.row().row(), outcome);
        ended();
    }

    void failed(StoreUnavailableException why) {
        writer.failed(why);
        ended();
    }

    private void ended() {
        if (open.decrementAndGet() == 0) {
            room.release();
        }
    }
}
