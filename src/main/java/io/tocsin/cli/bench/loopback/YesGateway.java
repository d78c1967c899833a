package io.tocsin.cli.bench.loopback;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.tocsin.net.EventLoops;
import io.tocsin.send.sms.cmpp.CmppDecoder;
import io.tocsin.send.sms.cmpp.CmppEncoder;
import io.tocsin.send.sms.cmpp.CmppMessage;
import io.tocsin.send.sms.cmpp.Connect;
import io.tocsin.send.sms.cmpp.ConnectResp;
import io.tocsin.send.sms.cmpp.Submit;
import io.tocsin.send.sms.cmpp.SubmitResp;
import io.tocsin.send.sms.cmpp.Terminate;
import io.tocsin.send.sms.cmpp.TerminateResp;
import io.tocsin.send.sms.wire.Octets;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A CMPP gateway that reads every field and accepts everything at once, so that it costs as little
 * as the other end of a benchmark can.
 */
final class YesGateway implements AutoCloseable {
    private final EventLoops loops = new EventLoops(1, "yes-gateway");
    private final Channel listener = new ServerBootstrap().group(loops.group()).channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true).childHandler(new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel channel) {
                    CmppDecoder decoder = CmppDecoder.server();
                    channel.pipeline().addLast(decoder, new CmppEncoder(decoder::version), new Yes());
                }
            }).bind(InetAddress.getLoopbackAddress(), 0).syncUninterruptibly().channel();

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        loops.close();
    }

    private static final class Yes extends ChannelInboundHandlerAdapter {
        private long messages;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            switch ((CmppMessage) message) {
                case Submit m -> say(context, new SubmitResp(m.sequence(), messages++, 0));
                case Connect m -> say(context, new ConnectResp(m.sequence(), 0, Octets.EMPTY, m.version()));
                case Terminate m -> say(context, new TerminateResp(m.sequence()));
                default -> {
                }
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        private static void say(ChannelHandlerContext context, CmppMessage message) {
            var _ = context.write(message);
        }
    }
}
