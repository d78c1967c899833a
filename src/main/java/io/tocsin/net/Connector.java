package io.tocsin.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Opens TCP connections to one peer. A host name is looked up anew each time, on a virtual thread,
 * since the JDK's look-up blocks.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param timeout how long a connection may take to open, at least 1 ms; the look-up has no limit
 *            but the system's
 * @param tls null for a connection in the clear
 */
public record Connector(String host, int port, Duration timeout, @Nullable ClientTls tls) {
    /** In the clear. */
    public Connector(String host, int port, Duration timeout) {
        this(host, port, timeout, null);
    }

    /** Puts what the connection needs in front of the handlers of its pipeline. */
    public void secure(ChannelPipeline pipeline) {
        if (tls != null) {
            tls.secure(pipeline, host, port);
        }
    }

    /**
     * Opens a connection.
     *
     * @param loop serves the connection and completes the future
     * @param initializer is added to the connection's pipeline first
     * @return the open connection, or why there is none
     */
    public Future<Channel> connect(EventLoop loop, ChannelHandler initializer) {
        Promise<Channel> promise = loop.newPromise();
        if (NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)) {
            connect(loop, initializer, promise);
        } else {
            Thread.ofVirtual().name("resolve-" + host).start(() -> connect(loop, initializer, promise));
        }
        return promise;
    }

    private void connect(EventLoop loop, ChannelHandler initializer, Promise<Channel> promise) {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            promise.setFailure(e);
            return;
        }
        ChannelFuture connecting = new Bootstrap().group(loop).channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(timeout.toMillis()))
                .option(ChannelOption.TCP_NODELAY, true).option(ChannelOption.SO_KEEPALIVE, true).handler(initializer)
                .connect(new InetSocketAddress(address, port));
        var _ = connecting.addListener((ChannelFutureListener) future -> {
            if (future.isSuccess()) {
                promise.setSuccess(future.channel());
            } else {
                promise.setFailure(future.cause());
            }
        });
    }
}
