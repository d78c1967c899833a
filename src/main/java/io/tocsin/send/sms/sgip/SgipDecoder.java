package io.tocsin.send.sms.sgip;

import io.netty.buffer.ByteBuf;
import io.tocsin.send.sms.wire.LengthFirstDecoder;

/**
 * Cuts a stream into frames and each frame into an {@link SgipMessage}. A length outside of 20 to
 * the bound means that the stream is lost.
 */
public final class SgipDecoder extends LengthFirstDecoder {

    /** The longest frame taken, octets: the document's 2 KB, and a submit for 100 numbers. */
    public static final int MAX_LENGTH = 8192;

    private static final int HEADER = 20;

    /** A decoder for either side. */
    public SgipDecoder() {
        super("Message Length", HEADER, MAX_LENGTH);
    }

    @Override
    protected SgipMessage read(ByteBuf frame) {
        return SgipReader.read(frame);
    }
}
