package io.tocsin.send.sms.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import io.tocsin.send.sms.protocol.SmsProtocol;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the messages of one turn of the event loop and writes them in one run of bytes with one
 * flush. When a run cannot be written, it tells how much of it left, so that what did not leave may
 * be sent again.
 *
 * @param <M> root of the protocol's messages
 */
final class Outbox<M> {
    /** A run longer than this is handed to the channel, and the next begins. */
    private static final int RUN = 64 * 1024;
    private static final int FIRST_CAPACITY = 4 * 1024;

    /** Hears of runs that could not be written. */
    interface Failed {
        /**
         * A run was not written, or not all of it.
         *
         * @param first sequence when the run was begun
         * @param next the sequence after its last message
         * @param left how many of its bytes left this process
         * @param cause why
         */
        void run(int first, int next, int left, Throwable cause);
    }

    private final SmsProtocol<M> protocol;
    private final ChannelHandlerContext context;
    private final Failed failed;
    private @Nullable ByteBuf run;
    private int first;
    private boolean unflushed;

    Outbox(SmsProtocol<M> protocol, ChannelHandlerContext context, Failed failed) {
        this.protocol = protocol;
        this.context = context;
        this.failed = failed;
    }

    /**
     * Appends a message.
     *
     * @param sequence the message's, if it is ours; else the next one of ours
     * @return where in its run the message begins
     * @throws IllegalArgumentException when the message does not fit the protocol; nothing is appended
     */
    int add(M message, int sequence) {
        ByteBuf out = run;
        if (out != null && out.writerIndex() >= RUN) {
            write(out, sequence);
            out = null;
        }
        if (out == null) {
            // Direct, because the channel would copy anything else and we could not see how far it came.
            out = context.alloc().directBuffer(FIRST_CAPACITY);
            run = out;
            first = sequence;
        }
        int offset = out.writerIndex();
        protocol.encode(message, out);
        return offset;
    }

    /**
     * Writes and flushes what was gathered, if anything.
     *
     * @param next the next sequence of ours
     */
    void flush(int next) {
        if (run != null) {
            write(run, next);
        }
        if (unflushed) {
            unflushed = false;
            context.flush();
        }
    }

    private void write(ByteBuf out, int next) {
        int begin = first;
        boolean secured = context.pipeline().get(SslHandler.class) != null;
        run = null;
        unflushed = true;
        out.retain();
        var _ = context.write(out).addListener((ChannelFutureListener) future -> {
            // What TLS made of it does not show how far it came.
            int left = secured ? Integer.MAX_VALUE : out.readerIndex();
            out.release();
            if (!future.isSuccess()) {
                failed.run(begin, next, left, future.cause());
            }
        });
    }
}
