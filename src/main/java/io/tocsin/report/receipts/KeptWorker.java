package io.tocsin.report.receipts;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every second whether kept receipts found their attempts, and settles those. */
final class KeptWorker {
    private static final Logger LOG = LoggerFactory.getLogger(KeptWorker.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int MOST = 256;

    private final Matching matching;
    private final int partitions;
    private final ReceiptsListener listener;
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean failing;

    KeptWorker(Matching matching, int partitions, ReceiptsListener listener) {
        this.matching = matching;
        this.partitions = partitions;
        this.listener = listener;
    }

    /** Works until ended or interrupted; nothing else ends it. */
    void loop() {
        try {
            while (!ended.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends after the look that is going on. */
    void end() {
        ended.countDown();
    }

    /** One look at every partition. */
    void look() {
        try {
            for (int p = 0; p < partitions; p++) {
                while (matching.settleKept(p, MOST, listener::met)) {
                    // There may be more.
                }
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("Kept receipts are not looked after; again every {} ms: {}", EVERY.toMillis(), e.toString());
            }
            failing = true;
            listener.storeFailed();
        }
    }
}
