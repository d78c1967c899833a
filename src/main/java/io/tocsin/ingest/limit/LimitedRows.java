package io.tocsin.ingest.limit;

import io.tocsin.ingest.IntakeClock;
import io.tocsin.ingest.IntakeStore;
import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.row.Row;
import io.tocsin.ingest.row.RowCheck;
import io.tocsin.ingest.row.RowError;
import java.time.Duration;

/**
 * The rows of one body on their way into a writer, checked and within the client's limits,
 * whichever door they came through. Used by one thread.
 *
 * @param <E> what a sign of life may throw when it is no use to go on
 */
public final class LimitedRows<E extends Exception> implements AutoCloseable {
    private static final Duration PENDING_WAIT = Duration.ofSeconds(30);
    private static final Duration PENDING_LOOK = Duration.ofMillis(250);

    private final RowCheck check;
    private final ClientGate gate;
    private final IntakeClock clock;
    private final Counting counting;
    private final SignOfLife<E> alive;
    private final Duration breath;
    private int turns;
    private boolean over;

    /** Counts rows that are not told of by the writer. */
    public interface Counting {
        /** A row is about to be given to the store, which will tell what became of it. */
        void give(NewWarning row);

        /** A row was refused. */
        void reject(RowError error);
    }

    /**
     * Keeps whatever is held while rows wait.
     *
     * @param <E> thrown when it is no use to go on
     */
    @FunctionalInterface
    public interface SignOfLife<E extends Exception> {
        /** Gives one, if the last was long ago. */
        void give() throws E;
    }

    /**
     * Goes from there.
     *
     * @param check judges rows
     * @param gate the client's limits
     * @param clock to wait by
     * @param counting hears what is given and refused
     * @param alive asked for a sign of life at least every breath
     * @param breath the longest time without one
     */
    public LimitedRows(RowCheck check, ClientGate gate, IntakeClock clock, Counting counting, SignOfLife<E> alive,
            Duration breath) {
        this.check = check;
        this.gate = gate;
        this.clock = clock;
        this.counting = counting;
        this.alive = alive;
        this.breath = breath;
    }

    /** Waits for the row's turn, then gives it to the writer or refuses it. */
    public void take(long index, Row row, IntakeStore.Writer writer) throws E, InterruptedException {
        waitForTurn();
        switch (check.check(index, row)) {
            case RowCheck.Checked.Invalid(RowError error) -> counting.reject(error);
            case RowCheck.Checked.Valid(NewWarning warning) -> {
                if (isOverPending(writer)) {
                    counting.reject(new RowError(index, warning.ref(), "", RowError.OVER_PENDING,
                            "as many warnings are pending as agreed, " + gate.limits().maxPending()));
                } else {
                    counting.give(warning);
                    gate.gave();
                    writer.add(warning);
                }
            }
        }
    }

    private void waitForTurn() throws E, InterruptedException {
        if (turns == 0) {
            turns = gate.slice();
            for (Duration wait = gate.take(turns); wait.isPositive();) {
                Duration nap = wait.compareTo(breath) < 0 ? wait : breath;
                clock.sleep(nap);
                wait = wait.minus(nap);
                alive.give();
            }
        }
        turns--;
    }

    /**
     * Waits a while for others to become final; once it was in vain, it is for the rest of the body.
     */
    private boolean isOverPending(IntakeStore.Writer writer) throws E, InterruptedException {
        if (!over && gate.isFull()) {
            // What the writer holds back is pending as well, and nobody works on it.
            writer.flush();
            long begun = clock.nanos();
            while (gate.isFull()) {
                if (clock.nanos() - begun > PENDING_WAIT.toNanos()) {
                    over = true;
                    break;
                }
                clock.sleep(PENDING_LOOK);
                alive.give();
            }
        }
        return over;
    }

    /** Gives back turns that were not used. */
    @Override
    public void close() {
        gate.giveBack(turns);
        turns = 0;
    }
}
