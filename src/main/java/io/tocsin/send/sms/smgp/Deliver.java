package io.tocsin.send.sms.smgp;

import io.tocsin.send.sms.wire.Octets;
import io.tocsin.send.sms.wire.Tlvs;

/**
 * Deliver: a receipt, or a person's message (SMGP V3.0.3, 7.2.4).
 *
 * @param sequence SequenceID
 * @param msgId MsgID of this message, ten octets; a receipt names that of the submit in its content
 * @param isReport IsReport: 1 for a receipt
 * @param origin from whom and when
 * @param format MsgFormat, as in {@link Submit}
 * @param content MsgContent, at most 255 octets
 * @param tlvs optional parameters
 */
public record Deliver(int sequence, Octets msgId, int isReport, Origin origin, int format, Octets content, Tlvs tlvs)
        implements
            SmgpMessage {

    /**
     * From whom, to whom, when.
     *
     * @param time RecvTime, YYYYMMDDHHMMSS
     * @param source SrcTermID, the person's number in a message of his
     * @param destination DestTermID, one of our access numbers in a person's message
     */
    public record Origin(String time, String source, String destination) {}

    @Override
    public int requestId() {
        return RequestId.DELIVER;
    }

    /** Hides numbers and text. */
    @Override
    public String toString() {
        return "Deliver[sequence=" + sequence + ", isReport=" + isReport + ", octets=" + content.length() + "]";
    }
}
