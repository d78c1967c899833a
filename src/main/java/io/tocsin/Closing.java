package io.tocsin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts that are open, closed in reverse; says what the end waits for when it takes long. */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);
    private static final long PATIENCE_SECONDS = 2;
    private final Deque<Part> open = new ArrayDeque<>();
    private final LongSupplier ticker;
    private final long patienceMillis;
    private final Consumer<String> say;
    private volatile String closing = "";

    /**
     * A part.
     *
     * @param what is waited for when its end takes long
     */
    private record Part(String what, AutoCloseable part) {}

    /** Nothing is open yet; {@code ticker} are nanoseconds that only run forward. */
    Closing(LongSupplier ticker) {
        this(ticker, TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), LOG::info);
    }

    /** One of another patience that says it elsewhere. */
    Closing(LongSupplier ticker, long patienceMillis, Consumer<String> say) {
        this.ticker = ticker;
        this.patienceMillis = patienceMillis;
        this.say = say;
    }

    <T extends AutoCloseable> T kept(String what, T part) {
        open.push(new Part(what, part));
        return part;
    }

    /** Closes everything, with a line at the beginning and at the end. */
    void tell() {
        if (open.isEmpty()) {
            return;
        }
        say.accept("Stopping: no new work is taken");
        long start = ticker.getAsLong();
        CountDownLatch over = new CountDownLatch(1);
        Thread.ofVirtual().name("stop-watch").start(() -> watch(over));
        all();
        over.countDown();
        say.accept("Stopped after " + TimeUnit.NANOSECONDS.toMillis(ticker.getAsLong() - start) + " ms");
    }

    private void watch(CountDownLatch over) {
        try {
            while (!over.await(patienceMillis, TimeUnit.MILLISECONDS)) {
                say.accept("Still stopping: waiting for " + closing);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes everything. */
    void all() {
        while (!open.isEmpty()) {
            Part next = open.pop();
            closing = next.what();
            try {
                next.part().close();
            } catch (Exception e) {
                LOG.warn("It was not closed cleanly: {}", next.what(), e);
            }
        }
    }
}
