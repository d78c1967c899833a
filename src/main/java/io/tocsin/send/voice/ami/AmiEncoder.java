package io.tocsin.send.voice.ami;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/** Makes bytes of messages, in UTF-8. */
public final class AmiEncoder extends MessageToByteEncoder<AmiMessage> {
    /** An encoder for one connection. */
    public AmiEncoder() {
        super(AmiMessage.class);
    }

    @Override
    protected void encode(ChannelHandlerContext context, AmiMessage message, ByteBuf out) {
        for (AmiMessage.Field field : message.fields()) {
            ByteBufUtil.writeUtf8(out, field.name());
            out.writeByte(':').writeByte(' ');
            ByteBufUtil.writeUtf8(out, field.value());
            out.writeByte('\r').writeByte('\n');
        }
        out.writeByte('\r').writeByte('\n');
    }
}
