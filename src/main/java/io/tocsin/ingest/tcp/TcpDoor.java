package io.tocsin.ingest.tcp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Ticker;
import io.tocsin.config.value.Listen;
import io.tocsin.config.value.TlsFiles;
import io.tocsin.ingest.StreamStore;
import io.tocsin.ingest.tcp.events.EventSource;
import io.tocsin.ingest.tcp.protocol.Problem;
import io.tocsin.ingest.tcp.protocol.ProblemKind;
import io.tocsin.ingest.tcp.protocol.TcpDecoder;
import io.tocsin.ingest.tcp.protocol.TcpEncoder;
import io.tocsin.ingest.tcp.session.Connection;
import io.tocsin.ingest.tcp.session.ConnectionParts;
import io.tocsin.ingest.tcp.session.Connections;
import io.tocsin.ingest.tcp.session.Doorman;
import io.tocsin.ingest.tcp.session.Takeovers;
import io.tocsin.ingest.tcp.wire.Rooms;
import io.tocsin.ingest.tcp.session.SubmitDoor;
import io.tocsin.ingest.tcp.wire.TcpListener;
import io.tocsin.ingest.tcp.wire.TcpSettings;
import io.tocsin.net.EventLoops;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The TCP door: listens from {@link #start} to {@link #close}. Close it before its event loops. */
public final class TcpDoor implements AutoCloseable {
    private static final int LONGEST_HELLO = 8192;
    private static final int BACKLOG = 1024;
    /** Connections above the limit that are still told why; those above that are just closed. */
    private static final int TOLD = 128;
    private static final WriteBufferWaterMark WATER = new WriteBufferWaterMark(64 << 10, 256 << 10);

    private final Listen listen;
    private final EventLoops loops;
    private final ConnectionParts parts;
    private final @Nullable SslContext tls;
    private @Nullable Channel listening;
    private @Nullable Future<?> takeovers;

    /**
     * What the door needs of the rest.
     *
     * @param doorman knows the clients
     * @param streams know which node serves which stream
     * @param submissions takes their warnings
     * @param events gives their results
     * @param ticker a clock that only runs forward
     * @param listener hears what happens
     */
    public record Parts(Doorman doorman, StreamStore streams, SubmitDoor submissions, EventSource events, Ticker ticker,
            TcpListener listener) {}

    /**
     * Prepares it.
     *
     * @param listen where
     * @param settings its bounds
     * @param loops do its work, and may do others'
     * @throws IllegalArgumentException when the files for TLS hold no certificate and key
     */
    public TcpDoor(Listen listen, TcpSettings settings, EventLoops loops, Parts parts) {
        this.listen = listen;
        this.loops = loops;
        this.parts = new ConnectionParts(parts.doorman, parts.streams, parts.submissions, parts.events, settings,
                parts.ticker,
                parts.listener, new Connections(), new Rooms(settings.roomPerClient()));
        this.tls = tls(listen.tls());
    }

    private static @Nullable SslContext tls(@Nullable TlsFiles files) {
        if (files == null) {
            return null;
        }
        try {
            return SslContextBuilder.forServer(files.cert().toFile(), files.key().toFile())
                    .sslProvider(SslProvider.JDK).protocols("TLSv1.3", "TLSv1.2").build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException("tcp.tls: expected a certificate chain in " + files.cert()
                    + " and its private key (PKCS #8) in " + files.key() + ", got: " + e.getMessage(), e);
        }
    }

    /**
     * Listens.
     *
     * @throws IOException when the address cannot be bound
     */
    public void start() throws IOException {
        ChannelFuture bound = new ServerBootstrap().group(loops.group()).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG).option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true).childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel);
                    }
                }).bind(new InetSocketAddress(listen.bind(), listen.port())).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("tcp: cannot listen on " + listen.bind() + ":" + listen.port(), bound.cause());
        }
        listening = bound.channel();
        takeovers = new Takeovers(parts.connections(), parts.streams()).start(loops.next(),
                parts.settings().times().poll().multipliedBy(2));
    }

    private void accept(SocketChannel channel) {
        int most = parts.settings().maxConnections();
        int open = parts.connections().count();
        if (open >= most + TOLD) {
            var _ = channel.close();
            return;
        }
        Problem refusal = open < most
                ? null
                : new Problem(ProblemKind.BUSY, "got one more connection, expected at most " + most);
        TcpDecoder decoder = new TcpDecoder(LONGEST_HELLO);
        if (tls != null) {
            channel.pipeline().addLast("tls", tls.newHandler(channel.alloc()));
        }
        channel.pipeline().addLast(decoder, new TcpEncoder(decoder::form), new Connection(parts, decoder, refusal));
    }

    /** The port it listens on, for those who asked for a free one. */
    public int port() {
        if (listening == null) {
            throw new IllegalStateException("expected to be started");
        }
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Connections open now. */
    public int connections() {
        return parts.connections().count();
    }

    /** Stops: answers due are written for a while, everybody is told, then all are closed. */
    @Override
    public void close() {
        if (takeovers != null) {
            takeovers.cancel(false);
        }
        if (listening != null) {
            var _ = listening.close().awaitUninterruptibly();
        }
        TcpSettings.Times times = parts.settings().times();
        CountDownLatch gone = parts.connections().whenGone();
        parts.connections().all().forEach(Connection::shutDown);
        try {
            if (!gone.await(times.drain().plus(times.linger()).plus(times.tick()).toMillis(), TimeUnit.MILLISECONDS)) {
                parts.connections().all().forEach(Connection::cut);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
