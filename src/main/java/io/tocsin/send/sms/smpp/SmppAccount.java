package io.tocsin.send.sms.smpp;

import io.tocsin.send.sms.text.Encoding;
import io.tocsin.send.sms.wire.Octets;
import java.util.Set;

/**
 * As whom an SMPP session is bound, and what is the same in every submit.
 *
 * @param systemId system_id, at most 15 characters
 * @param password at most 8 characters; never printed
 * @param systemType system_type, at most 12 characters, may be empty
 * @param source the access number
 * @param numbers how persons' numbers are written
 * @param serviceType service_type, at most 5 characters, may be empty
 * @param codings how texts are marked
 * @param ids how the carrier writes message ids
 * @param flowCodes statuses of submits that mean that the carrier is told too much
 */
public record SmppAccount(String systemId, String password, String systemType, Address source, Numbers numbers,
        String serviceType, Codings codings, MessageIds ids, Set<Integer> flowCodes) {
    /** ESME_RMSGQFUL and ESME_RTHROTTLED (SMPP 3.4, 5.1.3). */
    public static final Set<Integer> FLOW_CODES = Set.of(0x14, 0x58);

    /** Copies the codes. */
    public SmppAccount {
        flowCodes = Set.copyOf(flowCodes);
    }

    /** How persons' numbers are written. */
    public enum Numbers {
        /** 8613800138000, TON 1. */
        INTERNATIONAL,
        /** 13800138000, TON 2. */
        NATIONAL
    }

    /**
     * data_coding by encoding.
     *
     * @param ascii of plain ASCII: 1, or 0 where the carrier's own alphabet is meant
     * @param alphabet that own one, by which GB18030 is written as well where it is that
     */
    public record Codings(int ascii, Alphabet alphabet) {
        /** The carrier's own alphabet, alone and with class 0. */
        private static final Set<Integer> OWN = Set.of(0, 0x10);
        private static final int UCS2 = 8;

        int of(Encoding encoding) {
            return switch (encoding) {
                case ASCII -> ascii;
                case UCS2 -> UCS2;
                case GB18030 -> {
                    if (alphabet != Alphabet.GB18030) {
                        throw new IllegalArgumentException("data_coding: expected ASCII or UCS-2, got GB18030");
                    }
                    yield 0;
                }
            };
        }

        /**
         * What goes on the wire of plain ASCII, which in GSM 7-bit is itself but for three characters.
         *
         * @param header octets before the text
         */
        Octets written(Encoding encoding, int coding, Octets content, int header) {
            if (encoding != Encoding.ASCII || alphabet != Alphabet.GSM7 || !OWN.contains(coding)) {
                return content;
            }
            byte[] bytes = content.toBytes();
            for (int i = header; i < bytes.length; i++) {
                bytes[i] = switch (bytes[i]) {
                    case '@' -> 0x00;
                    case '$' -> 0x02;
                    case '_' -> 0x11;
                    default -> bytes[i];
                };
            }
            return Octets.owning(bytes);
        }
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return "SmppAccount[systemId=" + systemId + ", source=" + source.digits() + "]";
    }
}
