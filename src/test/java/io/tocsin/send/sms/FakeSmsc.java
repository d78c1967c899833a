package io.tocsin.send.sms;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.tocsin.net.EventLoops;
import io.tocsin.send.sms.cmpp.ActiveTest;
import io.tocsin.send.sms.cmpp.ActiveTestResp;
import io.tocsin.send.sms.cmpp.CmppAuthenticator;
import io.tocsin.send.sms.cmpp.CmppDecoder;
import io.tocsin.send.sms.cmpp.CmppEncoder;
import io.tocsin.send.sms.cmpp.CmppMessage;
import io.tocsin.send.sms.cmpp.Connect;
import io.tocsin.send.sms.cmpp.ConnectResp;
import io.tocsin.send.sms.cmpp.Origin;
import io.tocsin.send.sms.cmpp.Report;
import io.tocsin.send.sms.cmpp.Submit;
import io.tocsin.send.sms.cmpp.SubmitResp;
import io.tocsin.send.sms.cmpp.Terminate;
import io.tocsin.send.sms.cmpp.TerminateResp;
import io.tocsin.send.sms.wire.Octets;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A gateway made of our codecs reversed, that does what a test tells it to. */
final class FakeSmsc implements AutoCloseable {
    static final String SECRET = "888888";

    /** What it does with one message. */
    interface Habit {
        void on(Peer peer, CmppMessage message);
    }

    /** One client that is connected. */
    record Peer(int number, Channel channel) {
        void say(CmppMessage message) {
            var _ = channel.writeAndFlush(message);
        }

        void garbage() {
            var _ = channel.pipeline().firstContext().writeAndFlush(Unpooled.wrappedBuffer(new byte[]{-1, -1, -1, -1}));
        }

        void drop() {
            var _ = channel.close();
        }
    }

    /** A message and the client that sent it. */
    record Heard(Peer peer, CmppMessage message) {}

    final List<Heard> heard = new CopyOnWriteArrayList<>();
    final List<Peer> peers = new CopyOnWriteArrayList<>();
    volatile Habit habit = this::wellBehaved;
    volatile boolean mute;
    private final AtomicInteger ids = new AtomicInteger(1);
    private final EventLoops loops = new EventLoops(1, "fake-smsc");
    private final Channel listener;

    FakeSmsc() {
        listener = new ServerBootstrap().group(loops.group()).channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        CmppDecoder decoder = CmppDecoder.server();
                        channel.pipeline().addLast(decoder, new CmppEncoder(decoder::version), new Ears());
                    }
                }).bind("127.0.0.1", 0).syncUninterruptibly().channel();
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Answers everything with yes. */
    void wellBehaved(Peer peer, CmppMessage message) {
        switch (message) {
            case Submit m -> accept(peer, m);
            default -> manners(peer, message);
        }
    }

    /** Answers everything but submits. */
    void manners(Peer peer, CmppMessage message) {
        switch (message) {
            case Connect m -> peer.say(new ConnectResp(m.sequence(), 0,
                    CmppAuthenticator.ismg(0, 4, m.authenticator(), SECRET), m.version()));
            case ActiveTest m -> peer.say(new ActiveTestResp(m.sequence()));
            case Terminate m -> peer.say(new TerminateResp(m.sequence()));
            default -> {
            }
        }
    }

    void accept(Peer peer, Submit submit) {
        peer.say(new SubmitResp(submit.sequence(), ids.getAndIncrement(), 0));
    }

    static Report report(int sequence, long submitted, String stat, String phone) {
        return new Report(sequence, 1000 + sequence, new Origin("10690096110", "", phone, 0),
                new Report.Status(submitted, stat, "2611252101", "2611252102", phone, 1), "");
    }

    <T extends CmppMessage> List<T> heard(Class<T> type) {
        return heard.stream().map(Heard::message).flatMap(m -> type.isInstance(m) ? Stream.of(type.cast(m)) : null)
                .toList();
    }

    List<Octets> contents() {
        return heard(Submit.class).stream().map(m -> m.payload().content()).toList();
    }

    @Override
    public void close() {
        if (listener.isOpen()) {
            listener.close().syncUninterruptibly();
            loops.close();
        }
    }

    private final class Ears extends ChannelInboundHandlerAdapter {
        private Peer peer = new Peer(0, listener);

        @Override
        public void channelActive(ChannelHandlerContext context) {
            peer = new Peer(peers.size(), context.channel());
            peers.add(peer);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            CmppMessage m = (CmppMessage) message;
            heard.add(new Heard(peer, m));
            if (!mute) {
                habit.on(peer, m);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var _ = context.close();
        }
    }
}
