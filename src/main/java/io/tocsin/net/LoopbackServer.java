package io.tocsin.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A server on loopback with one event loop, which may own everything behind it. */
public final class LoopbackServer {
    private final IoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel listener;

    /**
     * Starts one.
     *
     * @param port 0 for any free one
     * @param connected puts the handlers of a new connection into its pipeline
     */
    public LoopbackServer(int port, Consumer<ChannelPipeline> connected) throws InterruptedException {
        try {
            listener = new ServerBootstrap().group(loop).channel(NioServerSocketChannel.class)
                    .childOption(ChannelOption.TCP_NODELAY, true).childHandler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            connected.accept(channel.pipeline());
                        }
                    }).bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)).sync().channel();
        } catch (InterruptedException | RuntimeException e) {
            var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw e;
        }
    }

    /** The port it listens on. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Its event loop. */
    public IoEventLoopGroup loop() {
        return loop;
    }

    /** The channel that listens. */
    public Channel listener() {
        return listener;
    }

    /** Does something on the event loop again and again, as long as it runs. */
    public void every(Duration period, Runnable work) {
        var _ = loop.scheduleAtFixedRate(work, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Takes no more connections. */
    public void stopListening() {
        var _ = listener.close();
    }

    /**
     * Takes no more connections, and ends the event loop when what it was told is done, in at most that
     * time.
     */
    public void close(Duration limit) {
        stopListening();
        var _ = loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(limit.toNanos(),
                TimeUnit.NANOSECONDS);
    }
}
