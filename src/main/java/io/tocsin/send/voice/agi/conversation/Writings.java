package io.tocsin.send.voice.agi.conversation;

import io.tocsin.net.Backoff;
import io.tocsin.send.voice.agi.AgiTally;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What calls have to have written, each tried until it is. Bounded in number and in time; what is
 * given up is said loudly, with the attempt's id, so that it can be done by hand. Safe for use by
 * several threads.
 */
public final class Writings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writings.class);
    /** As many calls may be up, and as many flags wait, at the most. */
    private static final int MOST = 20_000;
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Backoff backoff;
    private final int tries;
    private final RandomGenerator random;
    private final AgiTally tally;
    private final Semaphore free = new Semaphore(MOST);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService workers = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("agi-writing-", 0).factory());

    /**
     * Nothing to be written.
     *
     * @param backoff pauses between tries
     * @param keep about how long one is tried
     * @param random spreads the pauses; safe for several threads, as {@link java.util.Random} is
     */
    public Writings(Backoff backoff, Duration keep, RandomGenerator random, AgiTally tally) {
        this.backoff = backoff;
        this.tries = Math.clamp(keep.dividedBy(backoff.most()), 10, 1_000_000);
        this.random = random;
        this.tally = tally;
    }

    /**
     * Has a flag written.
     *
     * @return true once it is durable, false when it was given up
     */
    Future<Boolean> flag(AttemptId attempt, Runnable write) {
        tally.pendingFlags(1);
        return begin("flag", attempt, write).thenApply(durable -> {
            tally.pendingFlags(-1);
            if (!durable) {
                tally.count(AgiTally.What.FLAG_LOST);
            }
            return durable;
        });
    }

    /**
     * Has something written that is good to have.
     *
     * @return is done once it is durable, or was given up
     */
    CompletableFuture<Boolean> note(AttemptId attempt, Runnable write) {
        return begin("note", attempt, write);
    }

    private CompletableFuture<Boolean> begin(String what, AttemptId attempt, Runnable write) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        if (!free.tryAcquire()) {
            LOG.error("The {} of attempt {} is lost: {} others wait for the store", what, attempt, MOST);
            done.complete(false);
            return done;
        }
        workers.execute(() -> {
            try {
                done.complete(write(what, attempt, write));
            } finally {
                free.release();
                done.complete(false);
            }
        });
        return done;
    }

    private boolean write(String what, AttemptId attempt, Runnable write) {
        for (int failures = 1; failures <= tries; failures++) {
            try {
                write.run();
                if (failures > 1) {
                    LOG.info("The {} of attempt {} is durable after {} tries", what, attempt, failures);
                }
                return true;
            } catch (StoreUnavailableException e) {
                LOG.warn("The {} of attempt {} is to be tried again: {}", what, attempt, e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("The " + what + " of attempt " + attempt + " is to be tried again", e);
            }
            if (closesWithin(backoff.pause(failures, random))) {
                break;
            }
        }
        LOG.error("The {} of attempt {} is lost: the store did not take it", what, attempt);
        return false;
    }

    private boolean closesWithin(Duration pause) {
        try {
            return closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** What is being written is finished; what failed is not tried again. */
    @Override
    public void close() {
        closing.countDown();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException _) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
