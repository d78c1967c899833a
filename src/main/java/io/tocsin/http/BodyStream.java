package io.tocsin.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;
import io.tocsin.ingest.row.IdleBodyException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * The body of a request as a stream to be read by one (virtual) thread. At most so many pieces are
 * asked for ahead; when nobody reads, the connection is not read either.
 */
final class BodyStream extends InputStream {
    private static final int AHEAD = 8;
    private static final int BREATHS = 6;
    private static final long MOST_DROPPED = 64 << 20;
    private static final Duration LONGEST_DROPPING = Duration.ofSeconds(30);
    /** Bytes that keep a body from counting as idle: of a row or two. */
    private static final int LEAST = 256;

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>(AHEAD + 2);
    private final Duration idle;
    private final LongSupplier ticker;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private Runnable whileWaiting = () -> {
    };
    /** Time spent waiting since the body was last found not to be idle, and what came in it. */
    private long waited;
    private long brought;
    private int breaths;
    private volatile boolean dropping;
    private long dropped;
    private volatile @Nullable Subscription subscription;
    private byte[] piece = new byte[0];
    private int at;
    private @Nullable End end;

    private sealed interface Piece permits Bytes, End {}

    private static final class Bytes implements Piece {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    private record End(@Nullable Throwable cause) implements Piece {}

    /**
     * Begins to read.
     *
     * @param idle how long to wait for each piece, and for more than a drip
     * @param ticker measures it, nanoseconds
     */
    BodyStream(HttpRequest request, Duration idle, LongSupplier ticker) {
        this.idle = idle;
        this.ticker = ticker;
        request.subscribe(new Pieces());
    }

    /** Called on the event loop; the queue has room for everything that was asked for and the end. */
    private final class Pieces implements Subscriber<HttpObject> {
        @Override
        public void onSubscribe(Subscription s) {
            subscription = s;
            s.request(AHEAD);
        }

        @Override
        public void onNext(HttpObject object) {
            if (dropping) {
                drop(object);
            } else if (object instanceof HttpData data && !data.isEmpty()) {
                pieces.add(new Bytes(data.array()));
            } else {
                ask();
            }
        }

        @Override
        public void onError(Throwable cause) {
            pieces.add(new End(cause));
            over.complete(null);
        }

        @Override
        public void onComplete() {
            pieces.add(new End(null));
            over.complete(null);
        }

        private void drop(HttpObject object) {
            dropped += object instanceof HttpData data ? data.length() : 0;
            if (dropped > MOST_DROPPED) {
                over.complete(null);
            } else {
                ask();
            }
        }
    }

    private void ask() {
        Subscription s = subscription;
        if (s != null) {
            s.request(1);
        }
    }

    @Override
    public int read() throws IOException {
        return fill() ? piece[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, into, offset, count);
        at += count;
        return count;
    }

    /** Waits for a piece that has something; false at the end. */
    private boolean fill() throws IOException {
        while (at == piece.length && end == null) {
            switch (next()) {
                case Bytes bytes -> {
                    piece = bytes.bytes;
                    at = 0;
                    ask();
                }
                case End last -> end = last;
            }
        }
        if (at < piece.length) {
            return true;
        }
        if (end != null && end.cause != null) {
            throw new IOException("the body was cut: " + end.cause, end.cause);
        }
        return false;
    }

    /**
     * Sets what is run every sixth of the idle time while bytes are awaited; called by the reading
     * thread.
     */
    void whileWaiting(Runnable task) {
        whileWaiting = task;
    }

    /**
     * Counts only time in which somebody waits for bytes: who is kept from reading blames no sender.
     */
    private Piece next() throws IOException {
        long silent = 0;
        try {
            while (silent < idle.toNanos()) {
                long before = ticker.getAsLong();
                Piece next = pieces.poll(idle.toMillis() / BREATHS, TimeUnit.MILLISECONDS);
                long passed = ticker.getAsLong() - before;
                silent += passed;
                waited += passed;
                breathe();
                if (next != null) {
                    brought += next instanceof Bytes some ? some.bytes.length : LEAST;
                    judge();
                    return next;
                }
            }
            throw new IdleBodyException("no byte of the body came for " + idle);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server stops");
        }
    }

    private void breathe() {
        if (waited >= (breaths + 1) * idle.toNanos() / BREATHS) {
            breaths = (int) (waited * BREATHS / idle.toNanos());
            whileWaiting.run();
        }
    }

    private void judge() throws IdleBodyException {
        if (waited < idle.toNanos()) {
            return;
        }
        if (brought < LEAST) {
            throw new IdleBodyException("got " + brought + " bytes of the body in " + idle + ", expected at least "
                    + LEAST);
        }
        waited = 0;
        brought = 0;
        breaths = 0;
    }

    /** More than nothing while the end is not known, so that a gzip stream looks for another member. */
    @Override
    public int available() {
        return end == null ? Math.max(1, piece.length - at) : piece.length - at;
    }

    /**
     * Gives up what was not read. Pieces in the queue keep their place, so it never holds more than it
     * has room for.
     */
    @Override
    public void close() {
        dropping = true;
        Subscription s = subscription;
        if (s != null) {
            s.request(pieces.size() + 1L);
        }
    }

    /**
     * Ends when nothing of the body is on its way any more; or after 64 MiB or 30 seconds, whichever
     * comes first.
     */
    CompletableFuture<Void> over() {
        return over.copy().completeOnTimeout(null, LONGEST_DROPPING.toMillis(), TimeUnit.MILLISECONDS);
    }
}
