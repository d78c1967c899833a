package io.tocsin.http;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;

import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Keeps an HTTP/1 connection from being read while many of its requests are unanswered: a caller
 * may send on without reading (RFC 9112, 9.3.2), and neither answers that wait for their turn nor
 * those that nobody reads have another bound.
 */
final class Unanswered extends ChannelDuplexHandler {
    private static final int MOST = 64;
    private static final int LONGEST_READ = 64 * 1024;
    private int open;
    private boolean readWanted;

    /**
     * Comes into a pipeline behind its HTTP/1 codec (the one handler there that is two), as soon as
     * there is one.
     */
    static void watch(ChannelPipeline pipeline) {
        // One read is all that comes between two questions whether there may be another: else it is 16 of
        // them.
        pipeline.channel().config().setRecvByteBufAllocator(
                new AdaptiveRecvByteBufAllocator(64, 2048, LONGEST_READ).maxMessagesPerRead(1));
        pipeline.addFirst(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                context.fireChannelRead(message);
                ChannelHandlerContext codec = context.pipeline().context(CombinedChannelDuplexHandler.class);
                if (codec != null && !context.isRemoved()) {
                    context.pipeline().addAfter(codec.name(), null, new Unanswered());
                    context.pipeline().remove(this);
                }
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            open++;
        }
        context.fireChannelRead(message);
    }

    @Override
    public void read(ChannelHandlerContext context) {
        if (open >= MOST) {
            readWanted = true;
        } else {
            context.read();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !isInformational(message)) {
            // The socket has it then; before, it takes memory.
            var _ = context.write(message, promise.unvoid().addListener(_ -> answered(context)));
        } else {
            var _ = context.write(message, promise);
        }
    }

    private static boolean isInformational(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private void answered(ChannelHandlerContext context) {
        // Requests of the read that made the codec were not counted.
        open = Math.max(0, open - 1);
        if (readWanted && open < MOST) {
            readWanted = false;
            context.read();
        }
    }
}
