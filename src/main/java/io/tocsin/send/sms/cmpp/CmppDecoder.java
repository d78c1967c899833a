package io.tocsin.send.sms.cmpp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.List;

/**
 * Cuts a stream into frames and each frame into a {@link CmppMessage}. A length outside of 12 to
 * the bound means that the stream is lost: the decoder throws once, allocates nothing and drops all
 * that follows.
 */
public final class CmppDecoder extends ByteToMessageDecoder {

    /** The longest frame taken, octets: a submit for 99 numbers in 3.0 has 3,518. */
    public static final int MAX_LENGTH = 8192;

    private static final int HEADER = 12;

    private final boolean adopts;
    private final int maxLength;
    private CmppVersion version;
    private boolean lost;

    private CmppDecoder(CmppVersion version, boolean adopts, int maxLength) {
        if (maxLength < HEADER) {
            throw new IllegalArgumentException("maxLength: expected at least " + HEADER + ", got " + maxLength);
        }
        this.version = version;
        this.adopts = adopts;
        this.maxLength = maxLength;
    }

    /** A decoder for the side that logs in, whose version is configured. */
    public static CmppDecoder client(CmppVersion version) {
        return new CmppDecoder(version, false, MAX_LENGTH);
    }

    /** A decoder for the side that is logged in to: it speaks the version of the CONNECT it reads. */
    public static CmppDecoder server() {
        return new CmppDecoder(CmppVersion.V3_0, true, MAX_LENGTH);
    }

    /** The version in force, which the encoder beside this one must follow. */
    public CmppVersion version() {
        return version;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (lost) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (in.readableBytes() < Integer.BYTES) {
            return;
        }
        int length = in.getInt(in.readerIndex());
        if (length < HEADER || length > maxLength) {
            lost = true;
            in.skipBytes(in.readableBytes());
            throw new CorruptedFrameException("Total_Length: expected " + HEADER + " to " + maxLength + ", got "
                    + Integer.toUnsignedString(length));
        }
        if (in.readableBytes() < length) {
            return;
        }
        CmppMessage message = CmppReader.read(in.readSlice(length), version);
        if (adopts && message instanceof Connect connect) {
            version = CmppVersion.of(connect.version());
        }
        out.add(message);
    }
}
