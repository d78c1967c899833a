package io.tocsin.send.sms.smpp;

import io.netty.buffer.ByteBuf;
import io.tocsin.send.sms.wire.LengthFirstDecoder;

/**
 * Cuts a stream into frames and each frame into an {@link SmppMessage}. A length outside of 16 to
 * the bound means that the stream is lost.
 */
public final class SmppDecoder extends LengthFirstDecoder {

    /** The longest frame taken, octets: message_payload alone may have 65,535. */
    public static final int MAX_LENGTH = 68 * 1024;

    private static final int HEADER = 16;

    /** A decoder for either side. */
    public SmppDecoder() {
        super("command_length", HEADER, MAX_LENGTH);
    }

    @Override
    protected SmppMessage read(ByteBuf frame) {
        return SmppReader.read(frame);
    }
}
