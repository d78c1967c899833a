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

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>(AHEAD + 2);
    private final Duration idle;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private Runnable whileWaiting = () -> {
    };
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
     * @param idle how long to wait for each piece
     */
    BodyStream(HttpRequest request, Duration idle) {
        this.idle = idle;
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

    /** Sets what is run six times until the body counts as idle; called by the reading thread. */
    void whileWaiting(Runnable task) {
        whileWaiting = task;
    }

    private Piece next() throws IOException {
        try {
            for (int i = 0; i < BREATHS; i++) {
                Piece next = pieces.poll(idle.toMillis() / BREATHS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    return next;
                }
                whileWaiting.run();
            }
            throw new IdleBodyException("no byte of the body came for " + idle);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server stops");
        }
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
