package io.tocsin.send.sms.wire;

import io.netty.buffer.ByteBuf;

/**
 * Numbers of a message's body, checked here before Netty does: what is too short comes by the
 * thousand when a peer sends rubbish, and Netty's exception costs four kilobytes of text and stack
 * for a frame of a dozen octets.
 */
public final class Fields {
    private Fields() {}

    /** Fewer octets than expected. Says no more than that: where it was read tells nobody anything. */
    private static final class TooShort extends IndexOutOfBoundsException {
        private TooShort(String message) {
            super(message);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /** What is thrown for a body that does not fit. */
    static IndexOutOfBoundsException unfit(String expected, int got) {
        return new TooShort("expected " + expected + " octets, got " + got);
    }

    /**
     * Holds the buffer to so many octets.
     *
     * @throws IndexOutOfBoundsException when it has fewer
     */
    public static void require(ByteBuf in, int octets) {
        if (octets < 0 || octets > in.readableBytes()) {
            throw unfit(Integer.toString(octets), in.readableBytes());
        }
    }

    /**
     * The next octet, 0 to 255.
     *
     * @throws IndexOutOfBoundsException when there is none
     */
    public static int octet(ByteBuf in) {
        require(in, 1);
        return in.readUnsignedByte();
    }

    /**
     * The next four octets.
     *
     * @throws IndexOutOfBoundsException when there are fewer
     */
    public static int number(ByteBuf in) {
        require(in, Integer.BYTES);
        return in.readInt();
    }

    /**
     * The next eight octets.
     *
     * @throws IndexOutOfBoundsException when there are fewer
     */
    public static long wide(ByteBuf in) {
        require(in, Long.BYTES);
        return in.readLong();
    }
}
