package io.tocsin.net.door;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where certain peers, and nobody else, may connect to.
 *
 * @param bind IP address to listen on
 * @param port 1 to 65535, or 0 for any free one
 * @param allowed IP addresses that may connect, in the form in which the system writes them
 */
public record GuardedListener(String bind, int port, Set<String> allowed) {
    /** Copies the addresses. */
    public GuardedListener {
        allowed = Set.copyOf(allowed);
    }

    /** Hears of connections. */
    public interface Ears {
        /** Puts the handlers of a new connection into its pipeline. */
        void connected(Channel channel);

        /** Somebody was turned away, whose address that is. */
        void refused(String address);
    }

    /**
     * Begins to listen.
     *
     * @param loop serves the listener and all connections
     * @return completes when it listens, or with what is in the way
     */
    public ChannelFuture open(EventLoop loop, Ears ears) {
        return new ServerBootstrap().group(loop).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true).childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true).childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        guard(channel, ears::connected, ears::refused);
                    }
                }).bind(new InetSocketAddress(bind, port));
    }

    private void guard(Channel channel, Consumer<Channel> allowedOne, Consumer<String> other) {
        String address = channel.remoteAddress() instanceof InetSocketAddress from
                ? from.getAddress().getHostAddress()
                : "";
        if (allowed.contains(address)) {
            allowedOne.accept(channel);
        } else {
            other.accept(address);
            var _ = channel.close();
        }
    }
}
