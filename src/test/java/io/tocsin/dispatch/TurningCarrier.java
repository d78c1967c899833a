package io.tocsin.dispatch;

import io.tocsin.send.CarrierEvents;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** A {@link MemoryCarrier} with a thread that turns it, as an event loop would. */
public final class TurningCarrier implements AutoCloseable {
    private final MemoryCarrier carrier;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean still;

    /** Turns from now on. */
    public TurningCarrier(String name, int window, LongSupplier ticker, CarrierEvents events) {
        carrier = new MemoryCarrier(name, window, ticker, events, true);
        thread = Thread.ofPlatform().name("turn-" + name).start(() -> {
            while (!closed) {
                if (!still) {
                    carrier.turn();
                }
                LockSupport.parkNanos(100_000);
            }
        });
    }

    /** The carrier. */
    public MemoryCarrier carrier() {
        return carrier;
    }

    /** Neither writes nor answers, or does again. */
    public void still(boolean is) {
        still = is;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
