package io.tocsin.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One receiver of server-sent events (WHATWG HTML, 9.2). It is ended when it reads too slowly, as
 * whoever comes back asks for everything anew.
 */
final class EventStream {
    /** Events that may be on their way to a receiver. */
    private static final int MOST = 256;
    private final HttpResponseWriter writer;
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * Begins the answer.
     *
     * @param retry after how long the receiver shall come back when it ends
     */
    EventStream(HttpResponseWriter writer, Duration retry) {
        this.writer = writer;
        writer.write(ResponseHeaders.builder(HttpStatus.OK).contentType(MediaType.EVENT_STREAM)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store").set("x-accel-buffering", "no").build());
        write("retry: " + retry.toMillis() + "\n\n");
    }

    /** Sends an event whose data is one line. */
    void send(String event, String data) {
        write("event: " + event + "\ndata: " + data + "\n\n");
    }

    private void write(String text) {
        if (underWay.incrementAndGet() > MOST || !writer.tryWrite(HttpData.ofUtf8(text))) {
            writer.close();
            return;
        }
        var _ = writer.whenConsumed().whenComplete((_, _) -> underWay.decrementAndGet());
    }

    /** Ends it; the receiver comes back by itself. */
    void end() {
        writer.close();
    }

    /** Whether it takes no more. */
    boolean isOver() {
        return !writer.isOpen();
    }
}
