package io.tocsin.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponseWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The body of an answer that is written while it is made, in chunks: waits while the receiver is
 * slow, and gives up when it takes nothing for a while. Used by one thread.
 */
final class StreamedBody extends OutputStream {
    private static final int CHUNK = 64 << 10;

    private final HttpResponseWriter writer;
    private final Duration patience;
    private final byte[] chunk = new byte[CHUNK];
    private int filled;

    /** Writes into an answer whose headers were written. */
    StreamedBody(HttpResponseWriter writer, Duration patience) {
        this.writer = writer;
        this.patience = patience;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int part = Math.min(length - done, CHUNK - filled);
            System.arraycopy(bytes, from + done, chunk, filled, part);
            filled += part;
            done += part;
            if (filled == CHUNK) {
                send();
            }
        }
    }

    private void send() throws IOException {
        if (filled == 0) {
            return;
        }
        if (!writer.tryWrite(HttpData.copyOf(chunk, 0, filled))) {
            throw new IOException("the receiver is gone");
        }
        filled = 0;
        try {
            writer.whenConsumed().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the receiver took nothing for " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("the receiver is gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server stops", e);
        }
    }

    /** Ends the answer well. */
    @Override
    public void close() throws IOException {
        send();
        writer.close();
    }

    /** Breaks the answer off, so that its receiver does not take it for whole. */
    void breakOff() {
        writer.abort();
    }
}
