package io.tocsin.send.sms.smgp;

import io.tocsin.send.sms.wire.Octets;
import io.tocsin.send.sms.wire.Tlvs;
import java.util.List;

/**
 * Submit: one segment for one or more numbers (SMGP V3.0.3, 7.2.3).
 *
 * @param sequence SequenceID
 * @param terms what every submit of the account shares
 * @param source SrcTermID, the access number, at most 21 octets
 * @param destinations DestTermID, 1 to 100 numbers of at most 21 octets
 * @param format MsgFormat: 0 ASCII, 8 UCS-2, 15 GB18030; 24 UCS-2 as class 0
 * @param content MsgContent, at most 255 octets here; carriers take 140
 * @param tlvs optional parameters: TP_udhi, PkTotal and PkNumber of a segment
 */
public record Submit(int sequence, Terms terms, String source, List<String> destinations, int format, Octets content,
        Tlvs tlvs) implements SmgpMessage {

    /** Copies the list. */
    public Submit {
        destinations = List.copyOf(destinations);
    }

    /**
     * What is the same in every submit of an account: service, fee and wishes.
     *
     * @param type MsgType, 6 for what is sent to a person
     * @param needReport NeedReport, 1 asks for a receipt
     * @param priority Priority, 0 to 3
     * @param serviceId ServiceID, at most 10 octets
     * @param fee FeeType, FeeCode and FixedFee
     * @param validTime ValidTime, empty or as in SMPP, at most 17 octets
     * @param atTime AtTime, the same
     * @param charge ChargeTermID, at most 21 octets
     */
    public record Terms(int type, int needReport, int priority, String serviceId, Fee fee, String validTime,
            String atTime, String charge) {
        /** Free of charge for the person, with a receipt for every segment. */
        public static Terms freeWithReceipt(String serviceId) {
            return new Terms(6, 1, 0, serviceId, new Fee("00", "0", "0"), "", "", "");
        }
    }

    /**
     * Who pays how much.
     *
     * @param type FeeType, 00 free; at most 2 octets
     * @param code FeeCode, at most 6 octets
     * @param fixed FixedFee, at most 6 octets
     */
    public record Fee(String type, String code, String fixed) {}

    @Override
    public int requestId() {
        return RequestId.SUBMIT;
    }

    /** Hides numbers and text. */
    @Override
    public String toString() {
        return "Submit[sequence=" + sequence + ", format=" + format + ", octets=" + content.length() + ", tlvs="
                + tlvs.all() + "]";
    }
}
