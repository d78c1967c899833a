package io.tocsin.send.sms.sgip;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/**
 * Encodes {@link SgipMessage}s one by one, see {@link SgipWriter}. A message that does not fit
 * fails its write and leaves the stream whole.
 */
public final class SgipEncoder extends MessageToByteEncoder<SgipMessage> {

    /** An encoder for either side. */
    public SgipEncoder() {
        super(SgipMessage.class);
    }

    @Override
    protected void encode(ChannelHandlerContext context, SgipMessage message, ByteBuf out) {
        SgipWriter.write(message, out);
    }
}
