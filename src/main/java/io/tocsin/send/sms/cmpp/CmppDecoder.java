package io.tocsin.send.sms.cmpp;

import io.netty.buffer.ByteBuf;
import io.tocsin.send.sms.wire.LengthFirstDecoder;

/**
 * Cuts a stream into frames and each frame into a {@link CmppMessage}. A length outside of 12 to
 * the bound means that the stream is lost.
 */
public final class CmppDecoder extends LengthFirstDecoder {

    /** The longest frame taken, octets: a submit for 99 numbers in 3.0 has 3,518. */
    public static final int MAX_LENGTH = 8192;

    private static final int HEADER = 12;

    private final boolean adopts;
    private CmppVersion version;

    private CmppDecoder(CmppVersion version, boolean adopts) {
        super("Total_Length", HEADER, MAX_LENGTH);
        this.version = version;
        this.adopts = adopts;
    }

    /** A decoder for the side that logs in, whose version is configured. */
    public static CmppDecoder client(CmppVersion version) {
        return new CmppDecoder(version, false);
    }

    /** A decoder for the side that is logged in to: it speaks the version of the CONNECT it reads. */
    public static CmppDecoder server() {
        return new CmppDecoder(CmppVersion.V3_0, true);
    }

    /** The version in force, which the encoder beside this one must follow. */
    public CmppVersion version() {
        return version;
    }

    @Override
    protected CmppMessage read(ByteBuf frame) {
        CmppMessage message = CmppReader.read(frame, version);
        if (adopts && message instanceof Connect connect) {
            version = CmppVersion.of(connect.version());
        }
        return message;
    }
}
