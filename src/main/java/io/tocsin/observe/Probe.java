package io.tocsin.observe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks a thing whether it is well, again and again on a thread of its own, and remembers: so a
 * health probe is answered at once even while the thing hangs.
 */
public final class Probe implements AutoCloseable {
    private final String what;
    private final Question question;
    private final Duration every;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Instant lastWell;
    private volatile String lastTrouble = "it was not asked yet";
    private @Nullable Thread thread;

    /** What is asked; may block. */
    @FunctionalInterface
    public interface Question {
        /**
         * Asks.
         *
         * @throws Exception when it is not well
         */
        void ask() throws Exception;
    }

    /**
     * Prepares to ask.
     *
     * @param what its name in reasons: {@code the store}
     * @param every time between questions; it is unwell when three in a row were not answered
     */
    public Probe(String what, Question question, Duration every, InstantSource clock) {
        this.what = what;
        this.question = question;
        this.every = every;
        this.clock = clock;
    }

    /** Asks, so that there is an answer when this returns, and goes on asking. */
    public void start() {
        try {
            ask();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = Thread.ofVirtual().name("probe-" + what).start(() -> {
            try {
                while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                    ask();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Asks once. */
    void ask() throws InterruptedException {
        try {
            question.ask();
            lastTrouble = "";
            lastWell = clock.instant();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            lastTrouble = String.valueOf(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /** Why it is not well; empty when it is. */
    public Optional<String> trouble() {
        Instant well = lastWell;
        if (well == null) {
            return Optional.of(what + " has not answered yet: " + lastTrouble);
        }
        Duration since = Duration.between(well, clock.instant());
        if (since.compareTo(every.multipliedBy(3)) < 0) {
            return Optional.empty();
        }
        return Optional.of(what + " has not answered for " + since.toSeconds() + " s"
                + (lastTrouble.isEmpty() ? "" : ": " + lastTrouble));
    }

    @Override
    public void close() {
        closed.countDown();
        Thread asking = thread;
        if (asking == null) {
            return;
        }
        try {
            // A question broken off would look like a fault of what is asked.
            if (!asking.join(every)) {
                asking.interrupt();
            }
        } catch (InterruptedException e) {
            asking.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
