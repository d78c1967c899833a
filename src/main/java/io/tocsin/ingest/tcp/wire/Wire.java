package io.tocsin.ingest.tcp.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Ticker;
import io.tocsin.ingest.tcp.protocol.Body;
import io.tocsin.ingest.tcp.protocol.Message;
import io.tocsin.ingest.tcp.protocol.MessageType;

/** Writes to one connection. Used on its event loop. */
public final class Wire {
    private final ChannelHandlerContext context;
    private final Ticker ticker;
    private final TcpListener listener;
    private final KeepAlive keepAlive;

    /** Writes to the connection behind that context. */
    public Wire(ChannelHandlerContext context, Ticker ticker, TcpListener listener, KeepAlive keepAlive) {
        this.context = context;
        this.ticker = ticker;
        this.listener = listener;
        this.keepAlive = keepAlive;
    }

    /** Writes a message, to be flushed. */
    public void say(MessageType type, long sequence, Body body) {
        say(type, sequence, body, () -> {
        });
    }

    /**
     * Writes a message, to be flushed; runs something on the event loop when it is gone, or cannot go.
     */
    public void say(MessageType type, long sequence, Body body, Runnable then) {
        keepAlive.said(ticker.nanoTime());
        listener.message(type, false);
        var _ = context.write(Message.of(type, sequence, body)).addListener(_ -> then.run());
    }

    /** Hands over what was written. */
    public void flush() {
        context.flush();
    }

    /** Says that nothing more will be said; the peer can still read what was. */
    public void shutdown() {
        SslHandler tls = context.pipeline().get(SslHandler.class);
        if (tls == null) {
            shutdownOutput();
        } else {
            var _ = tls.closeOutbound().addListener(_ -> shutdownOutput());
        }
    }

    private void shutdownOutput() {
        if (context.channel() instanceof DuplexChannel channel && channel.isActive()) {
            var _ = channel.shutdownOutput();
        }
    }

    /** Ends the connection. */
    public void close() {
        var _ = context.close();
    }
}
