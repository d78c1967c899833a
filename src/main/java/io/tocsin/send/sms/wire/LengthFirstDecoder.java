package io.tocsin.send.sms.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.List;

/**
 * Cuts a stream into frames that begin with their length in 32 bits, as those of all four protocols
 * do, and has each read. A length out of bounds means that the stream is lost: the decoder throws
 * once, allocates nothing and drops all that follows.
 */
public abstract class LengthFirstDecoder extends ByteToMessageDecoder {
    private final String field;
    private final int header;
    private final int maxLength;
    private boolean lost;

    /**
     * A decoder.
     *
     * @param field what the protocol's document calls the length
     * @param header octets of the header, the least length
     * @param maxLength the longest frame that is taken, octets
     */
    protected LengthFirstDecoder(String field, int header, int maxLength) {
        if (maxLength < header) {
            throw new IllegalArgumentException("maxLength: expected at least " + header + ", got " + maxLength);
        }
        this.field = field;
        this.header = header;
        this.maxLength = maxLength;
    }

    /** The message in a whole frame, header included; what cannot be read is a message that says so. */
    protected abstract Object read(ByteBuf frame);

    @Override
    protected final void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (lost) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (in.readableBytes() < Integer.BYTES) {
            return;
        }
        int length = in.getInt(in.readerIndex());
        if (length < header || length > maxLength) {
            lost = true;
            in.skipBytes(in.readableBytes());
            throw new CorruptedFrameException(field + ": expected " + header + " to " + maxLength + ", got "
                    + Integer.toUnsignedString(length));
        }
        if (in.readableBytes() >= length) {
            out.add(read(in.readSlice(length)));
        }
    }
}
