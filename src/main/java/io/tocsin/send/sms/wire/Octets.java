package io.tocsin.send.sms.wire;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A run of bytes that never changes and is equal to another with the same bytes, so that records
 * may hold it.
 */
public final class Octets {

    /** No bytes at all. */
    public static final Octets EMPTY = new Octets(new byte[0]);

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of the given bytes. */
    public static Octets of(byte... bytes) {
        return bytes.length == 0 ? EMPTY : new Octets(bytes.clone());
    }

    /**
     * The bytes that a hex string of either case spells; it throws IllegalArgumentException on anything
     * else.
     */
    public static Octets ofHex(String hex) {
        return new Octets(HexFormat.of().parseHex(hex));
    }

    /**
     * The next {@code length} bytes of the buffer, copied.
     *
     * @throws IndexOutOfBoundsException when the buffer holds fewer; nothing is allocated then
     */
    public static Octets read(ByteBuf in, int length) {
        Fields.require(in, length);
        if (length == 0) {
            return EMPTY;
        }
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        return new Octets(bytes);
    }

    /**
     * The given bytes without a copy: the array is the octets' own from now on, and its maker must not
     * change it.
     */
    public static Octets owning(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Octets(bytes);
    }

    /** How many bytes there are. */
    public int length() {
        return bytes.length;
    }

    /** The byte at an index, 0 to 255. */
    public int at(int index) {
        return bytes[index] & 0xff;
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** Appends the bytes to the buffer. */
    public void writeTo(ByteBuf out) {
        out.writeBytes(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The bytes in lower-case hex. Mind that a message's text is in it: not for logs. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
