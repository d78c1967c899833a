package io.tocsin.send.sms.cmpp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;
import java.util.function.Supplier;

/**
 * Encodes {@link CmppMessage}s one by one, see {@link CmppWriter}. A message that does not fit
 * fails its write and leaves the stream whole.
 */
public final class CmppEncoder extends MessageToByteEncoder<CmppMessage> {

    private final Supplier<CmppVersion> version;

    /**
     * An encoder that asks for the version before every message, since a server learns it from the
     * CONNECT.
     */
    public CmppEncoder(Supplier<CmppVersion> version) {
        super(CmppMessage.class);
        this.version = version;
    }

    @Override
    protected void encode(ChannelHandlerContext context, CmppMessage message, ByteBuf out) {
        CmppWriter.write(message, version.get(), out);
    }
}
