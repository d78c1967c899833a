package io.tocsin.observe;

import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a thing again and again on a thread of its own, or asks it whether it is well, and
 * remembers: so a health probe is answered at once even while the thing hangs. Whatever fails is
 * tried again; it is told in the log when it begins, when it is something else, every ten minutes,
 * and when it is over.
 */
public final class Probe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);
    private static final Duration AGAIN = Duration.ofMinutes(10);
    private final String what;
    private final Question question;
    private final Duration every;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Instant made;
    private volatile @Nullable Instant lastWell;
    private volatile String lastTrouble = "it was not asked yet";
    /** Of the asking thread. */
    private long failures;
    private String toldTrouble = "";
    private Instant toldAt = Instant.MIN;
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
        made = clock.instant();
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
            if (failures > 0) {
                LOG.info("{} is well again, after {} failures", what, failures);
            }
            failures = 0;
            toldTrouble = "";
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | Error e) {
            // An error too: a thread that ended here would never be missed.
            lastTrouble = String.valueOf(e.getMessage() == null ? e.toString() : e.getMessage());
            tell(e);
        }
    }

    private void tell(Throwable e) {
        failures++;
        Instant now = clock.instant();
        if (lastTrouble.equals(toldTrouble) && now.isBefore(toldAt.plus(AGAIN))) {
            return;
        }
        toldTrouble = lastTrouble;
        toldAt = now;
        // Who reads of a store that is away needs no trace; of anything else, where it was.
        LOG.warn("{} failed, {} times in a row; tried again every {} ms: {}", what, failures, every.toMillis(),
                lastTrouble, e instanceof StoreUnavailableException ? null : e);
    }

    /** Since when it has not been well; from the beginning when it never was. */
    public Duration age() {
        Instant well = lastWell;
        return Duration.between(well == null ? made : well, clock.instant());
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
