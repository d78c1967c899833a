package io.tocsin.send.sms.smgp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/**
 * Encodes {@link SmgpMessage}s one by one, see {@link SmgpWriter}. A message that does not fit
 * fails its write and leaves the stream whole.
 */
public final class SmgpEncoder extends MessageToByteEncoder<SmgpMessage> {

    /** An encoder for either side. */
    public SmgpEncoder() {
        super(SmgpMessage.class);
    }

    @Override
    protected void encode(ChannelHandlerContext context, SmgpMessage message, ByteBuf out) {
        SmgpWriter.write(message, out);
    }
}
