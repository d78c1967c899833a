package io.tocsin.send.sms.wire;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The optional parameters at the end of a message, in their order: a tag and a length of 16 bits
 * each, then the value (SMPP 3.4, 3.2.4; SMGP 3.0.3). Those nobody here knows are kept.
 *
 * @param all each of them; a tag may come twice
 */
public record Tlvs(List<Tlv> all) {

    /** None. */
    public static final Tlvs NONE = new Tlvs(List.of());

    private static final int HEADER = 4;
    private static final int MOST_OCTETS = 0xffff;

    /**
     * One of them.
     *
     * @param tag 0 to 65535
     * @param value at most 65,535 octets
     */
    public record Tlv(int tag, Octets value) {

        /** Hides the value, which may be a text or a number. */
        @Override
        public String toString() {
            return "%04x:%d octets".formatted(tag, value.length());
        }
    }

    /** Copies the list. */
    public Tlvs {
        all = List.copyOf(all);
    }

    /** These and one more. */
    public Tlvs with(int tag, Octets value) {
        List<Tlv> more = new ArrayList<>(all);
        more.add(new Tlv(tag, value));
        return new Tlvs(more);
    }

    /** These and one more of one octet, of which the low 8 bits are taken. */
    public Tlvs with(int tag, int octet) {
        return with(tag, Octets.of((byte) octet));
    }

    /** The value of the first with that tag. */
    public Optional<Octets> find(int tag) {
        for (Tlv tlv : all) {
            if (tlv.tag == tag) {
                return Optional.of(tlv.value);
            }
        }
        return Optional.empty();
    }

    /** The first octet of the first with that tag, 0 to 255. */
    public OptionalInt octet(int tag) {
        Optional<Octets> value = find(tag);
        return value.isPresent() && value.get().length() > 0 ? OptionalInt.of(value.get().at(0)) : OptionalInt.empty();
    }

    /**
     * Reads all that is left of a message. One that is longer than the message ends them: it is
     * skipped.
     */
    public static Tlvs read(ByteBuf in) {
        if (in.readableBytes() < HEADER) {
            in.skipBytes(in.readableBytes());
            return NONE;
        }
        List<Tlv> all = new ArrayList<>(2);
        while (in.readableBytes() >= HEADER) {
            int tag = in.readUnsignedShort();
            int length = in.readUnsignedShort();
            if (length > in.readableBytes()) {
                break;
            }
            all.add(new Tlv(tag, Octets.read(in, length)));
        }
        in.skipBytes(in.readableBytes());
        return all.isEmpty() ? NONE : new Tlvs(all);
    }

    /**
     * Appends them.
     *
     * @throws IllegalArgumentException when a tag or a value does not fit
     */
    public void writeTo(ByteBuf out) {
        for (Tlv tlv : all) {
            if (tlv.tag < 0 || tlv.tag > MOST_OCTETS || tlv.value.length() > MOST_OCTETS) {
                throw new IllegalArgumentException("TLV: expected tag and length of 16 bits, got tag " + tlv.tag
                        + " with " + tlv.value.length() + " octets");
            }
            out.writeShort(tlv.tag);
            out.writeShort(tlv.value.length());
            tlv.value.writeTo(out);
        }
    }
}
