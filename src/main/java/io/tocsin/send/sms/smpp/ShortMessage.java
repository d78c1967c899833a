package io.tocsin.send.sms.smpp;

import io.tocsin.send.sms.wire.Octets;
import io.tocsin.send.sms.wire.Tlvs;

/**
 * What submit_sm and deliver_sm carry (SMPP 3.4, 4.4.1 and 4.6.1).
 *
 * @param serviceType service_type, at most 5 characters
 * @param source from whom
 * @param destination to whom
 * @param terms what is the same in every message of an account
 * @param esmClass esm_class: 0x40 a user data header, 0x04 a receipt, 0x20 an intermediate one
 * @param dataCoding data_coding: 0 the carrier's own, 1 ASCII, 3 Latin-1, 4 binary, 8 UCS-2; 0x10
 *            and 0x18 the first and the last as class 0
 * @param content short_message, at most 254 octets; empty when it is in message_payload
 * @param tlvs optional parameters
 */
public record ShortMessage(String serviceType, Address source, Address destination, Terms terms, int esmClass,
        int dataCoding, Octets content, Tlvs tlvs) {

    /**
     * What is the same in every message of an account.
     *
     * @param protocolId protocol_id
     * @param priority priority_flag, 0 to 3
     * @param schedule schedule_delivery_time, empty for at once
     * @param validity validity_period, empty for the carrier's own
     * @param registeredDelivery registered_delivery: 1 asks for a receipt
     * @param replace replace_if_present_flag
     * @param defaultMessage sm_default_msg_id
     */
    public record Terms(int protocolId, int priority, String schedule, String validity, int registeredDelivery,
            int replace, int defaultMessage) {
        /** At once, with a receipt of whatever becomes of it. */
        public static final Terms WITH_RECEIPT = new Terms(0, 0, "", "", 1, 0, 0);
        /** Nothing of it, as in what a carrier delivers. */
        public static final Terms NONE = new Terms(0, 0, "", "", 0, 0, 0);
    }

    /** Whether the content begins with a user data header. */
    public boolean hasHeader() {
        return (esmClass & 0x40) != 0;
    }

    /** short_message, or message_payload when that is empty. */
    public Octets text() {
        return content.length() > 0 ? content : tlvs.find(Tag.MESSAGE_PAYLOAD).orElse(Octets.EMPTY);
    }

    /** Hides numbers and text. */
    @Override
    public String toString() {
        return "ShortMessage[esmClass=" + esmClass + ", dataCoding=" + dataCoding + ", octets=" + content.length()
                + ", tlvs=" + tlvs.all() + "]";
    }
}
