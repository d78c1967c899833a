package io.tocsin.send.sms.smpp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/**
 * Encodes {@link SmppMessage}s one by one, see {@link SmppWriter}. A message that does not fit
 * fails its write and leaves the stream whole.
 */
public final class SmppEncoder extends MessageToByteEncoder<SmppMessage> {

    /** An encoder for either side. */
    public SmppEncoder() {
        super(SmppMessage.class);
    }

    @Override
    protected void encode(ChannelHandlerContext context, SmppMessage message, ByteBuf out) {
        SmppWriter.write(message, out);
    }
}
