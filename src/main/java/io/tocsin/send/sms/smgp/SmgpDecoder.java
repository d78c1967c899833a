package io.tocsin.send.sms.smgp;

import io.netty.buffer.ByteBuf;
import io.tocsin.send.sms.wire.LengthFirstDecoder;

/**
 * Cuts a stream into frames and each frame into an {@link SmgpMessage}. A length outside of 12 to
 * the bound means that the stream is lost.
 */
public final class SmgpDecoder extends LengthFirstDecoder {

    /**
     * The longest frame taken, octets: a submit for 100 numbers has 2,366 without optional parameters.
     */
    public static final int MAX_LENGTH = 8192;

    private static final int HEADER = 12;

    /** A decoder for either side. */
    public SmgpDecoder() {
        super("PacketLength", HEADER, MAX_LENGTH);
    }

    @Override
    protected SmgpMessage read(ByteBuf frame) {
        return SmgpReader.read(frame);
    }
}
