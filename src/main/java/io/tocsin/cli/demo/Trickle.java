package io.tocsin.cli.demo;

import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.sample.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A few more warnings every second as long as the demonstration keeps running, so that its boards
 * have something to show: batches of ten minutes each, whose rows come one by one.
 */
final class Trickle implements AutoCloseable {
    private static final int SECONDS_PER_BATCH = 600;
    private static final long PAUSE_SECONDS = 5;
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;
    private final ApiClient client;
    private final CountDownLatch over = new CountDownLatch(1);

    /**
     * Starts it.
     *
     * @param perSecond warnings, 0 for none
     * @param client closed with it
     */
    Trickle(int perSecond, ApiClient client) {
        this.perSecond = perSecond;
        this.client = client;
        if (perSecond > 0) {
            Thread.ofVirtual().name("demo-trickle").start(this::run);
        }
    }

    private void run() {
        try {
            for (int batch = 1; over.getCount() > 0; batch++) {
                submit(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void submit(int batch) throws InterruptedException {
        try {
            int rows = perSecond * SECONDS_PER_BATCH;
            Samples samples = new Samples(20_260_101L + batch, rows, true, "", DemoLines.PLAYBOOKS,
                    DemoPeople.STATIONS);
            client.submit("name=demo-more-" + batch, "application/x-ndjson", "demo-more-" + batch,
                    BodyPublishers.ofInputStream(() -> new Rows(samples)));
        } catch (IOException e) {
            // The gateway ends, or its Redis does not answer: the next batch comes after a pause.
            over.await(PAUSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        over.countDown();
        client.close();
    }

    /** Rows, each when its time has come. */
    private final class Rows extends InputStream {
        private final Samples samples;
        private final long begun = System.nanoTime();
        private int next;
        private byte[] row = new byte[0];
        private int at;

        private Rows(Samples samples) {
            this.samples = samples;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (at == row.length && !fill()) {
                return -1;
            }
            int taken = Math.min(length, row.length - at);
            System.arraycopy(row, at, target, offset, taken);
            at += taken;
            return taken;
        }

        private boolean fill() throws IOException {
            if (next == samples.count()) {
                return false;
            }
            try {
                long due = begun + next * NANOS / perSecond;
                if (over.await(Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    return false;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            row = (samples.line(next++) + '\n').getBytes(StandardCharsets.UTF_8);
            at = 0;
            return true;
        }
    }
}
