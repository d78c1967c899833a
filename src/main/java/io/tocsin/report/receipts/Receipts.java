package io.tocsin.report.receipts;

import io.tocsin.report.Parcel;
import io.tocsin.report.ReceiptStore;
import io.tocsin.warning.Confirmation;
import io.tocsin.warning.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The way of receipts from carriers' event loops to the store.
 *
 * <p>
 * A receipt goes to the shelf of its carrier and partition, whose worker matches groups of them.
 * One that matches nothing is parked and tried again, as receipts overtake the answers they belong
 * to; at the end it is kept: its answer may come later, or never, and then it is the phone that
 * tells. While the store is not there everything waits. What is not settled is not confirmed, and
 * what is not confirmed the carrier sends again: a crash loses nothing.
 */
public final class Receipts implements AutoCloseable {
    /** For all workers together to end what they are at. */
    private static final Duration LEAVING = Duration.ofSeconds(5);

    private final ReceiptStore store;
    private final int partitions;
    private final Matching matching;
    private final Ledger ledger;
    private final Map<String, List<Shelf>> shelves = new ConcurrentHashMap<>();
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
    private final KeptWorker kept;
    private volatile boolean closed;

    /**
     * The way, without workers until the first receipt.
     *
     * @param store where attempts are found
     * @param partitions how many it has
     * @param decide what a receipt means that is no plain delivery
     * @param settings limits and times
     * @param listener hears what happens
     * @param ticker nanoseconds, as {@code System::nanoTime}
     */
    public Receipts(ReceiptStore store, int partitions, Decide decide, ReceiptsSettings settings,
            ReceiptsListener listener, LongSupplier ticker) {
        this.store = store;
        this.partitions = partitions;
        this.matching = new Matching(store, decide, partitions);
        this.ledger = new Ledger(settings, listener, ticker);
        this.kept = new KeptWorker(matching, partitions, listener);
    }

    /** Begins to look after receipts that were kept, by this node or any other. */
    public void start() {
        workers.add(Thread.ofVirtual().name("receipts-kept").start(kept::loop));
    }

    /**
     * Takes receipts and returns at once; may be called on an event loop.
     *
     * @param carrier name of the carrier
     * @param receipts as they came together
     * @param confirmation told, from any thread, when all of them are settled; or at once that they are
     *            refused, because too many are on their way
     */
    public void take(String carrier, List<Receipt> receipts, Confirmation confirmation) {
        List<Receipt> ends = receipts.stream().filter(Receipt::isEnd).toList();
        receipts.forEach(r -> ledger.listener().came(carrier, r));
        if (ends.size() < receipts.size()) {
            ledger.listener().met(carrier, Fate.INTERMEDIATE, receipts.size() - ends.size());
        }
        if (ends.isEmpty()) {
            confirmation.durable();
            return;
        }
        if (closed || !ledger.hold(ends.size())) {
            ledger.listener().met(carrier, Fate.REFUSED, ends.size());
            confirmation.refused();
            return;
        }
        Parcel parcel = new Parcel(ends.size(), confirmation);
        List<Shelf> of = shelves.computeIfAbsent(carrier, this::open);
        for (Receipt receipt : ends) {
            of.get(store.partition(receipt) + 1).add(new Pending(receipt, parcel, ledger.now()));
        }
    }

    /** Receipts taken and not settled. */
    public int held() {
        return ledger.held();
    }

    /** Receipts among them that matched nothing yet and wait for another try. */
    public int parked() {
        return ledger.parked();
    }

    /**
     * Stops the workers when what they are at is done, breaks off what takes too long. What is not
     * settled stays unconfirmed, so the carriers send it again to whoever logs in next.
     */
    @Override
    public void close() {
        closed = true;
        kept.end();
        shelves.values().forEach(of -> of.forEach(Shelf::end));
        long end = ledger.now() + LEAVING.toNanos();
        try {
            for (Thread worker : workers) {
                if (!worker.join(Duration.ofNanos(Math.max(1, end - ledger.now())))) {
                    worker.interrupt();
                }
            }
        } catch (InterruptedException e) {
            workers.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
    }

    /** The shelf of receipts without a phone first, then one for each partition. */
    private List<Shelf> open(String carrier) {
        return java.util.stream.IntStream.range(-1, partitions).mapToObj(p -> {
            Shelf shelf = new Shelf(ledger.settings());
            ShelfWorker worker = new ShelfWorker(carrier, p, shelf, matching, ledger);
            Thread thread = Thread.ofVirtual().name("receipts-" + carrier + "-" + p).start(worker::loop);
            workers.add(thread);
            if (closed) {
                shelf.end();
            }
            return shelf;
        }).toList();
    }
}
