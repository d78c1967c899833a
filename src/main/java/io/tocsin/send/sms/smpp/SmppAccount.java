package io.tocsin.send.sms.smpp;

import io.tocsin.send.sms.text.Encoding;

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
 */
public record SmppAccount(String systemId, String password, String systemType, Address source, Numbers numbers,
        String serviceType, Codings codings, MessageIds ids) {

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
     */
    public record Codings(int ascii) {
        private static final int UCS2 = 8;

        int of(Encoding encoding) {
            return switch (encoding) {
                case ASCII -> ascii;
                case UCS2 -> UCS2;
                case GB18030 -> throw new IllegalArgumentException("data_coding: expected ASCII or UCS-2, got GB18030");
            };
        }
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return "SmppAccount[systemId=" + systemId + ", source=" + source.digits() + "]";
    }
}
