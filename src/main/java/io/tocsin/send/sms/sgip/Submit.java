package io.tocsin.send.sms.sgip;

import java.util.List;

/**
 * Submit: one segment for one or more numbers (SGIP 1.2, 4.2.3).
 *
 * @param sequence Sequence Number, by which its receipt will name it
 * @param source SPNumber, the access number, at most 21 octets
 * @param numbers UserNumber, 1 to 100 numbers with 86 in front
 * @param terms what every submit of the account shares
 * @param payload the content
 */
public record Submit(SgipSequence sequence, String source, List<String> numbers, Terms terms, Payload payload)
        implements
            SgipMessage {

    /** Copies the list. */
    public Submit {
        numbers = List.copyOf(numbers);
    }

    /**
     * What is the same in every submit of an account: service, fee and wishes.
     *
     * @param corpId CorpId, at most 5 octets
     * @param serviceType ServiceType, at most 10 octets
     * @param fee who pays
     * @param moRelated MorelatetoMTFlag: 2 for what nobody asked for
     * @param priority Priority, 0 to 9
     * @param expireTime ExpireTime, empty or yymmddhhmmss032+
     * @param scheduleTime ScheduleTime, the same
     * @param reportFlag ReportFlag: 0 on errors only, 1 always, 2 never
     * @param messageType MessageType, 0 for a short message
     */
    public record Terms(String corpId, String serviceType, Fee fee, int moRelated, int priority, String expireTime,
            String scheduleTime, int reportFlag, int messageType) {
        private static final String ZEROS = "0".repeat(21);

        /** Free of charge for the person, with a receipt for every segment. */
        public static Terms freeWithReceipt(String corpId, String serviceType) {
            return new Terms(corpId, serviceType, new Fee(ZEROS, 1, "0", "0", 0), 2, 0, "", "", 1, 0);
        }
    }

    /**
     * Who pays how much.
     *
     * @param number ChargeNumber: zeros for us, empty for the person, at most 21 octets
     * @param type FeeType: 1 free
     * @param value FeeValue, at most 6 octets
     * @param given GivenValue, at most 6 octets
     * @param agent AgentFlag
     */
    public record Fee(String number, int type, String value, String given, int agent) {}

    @Override
    public int commandId() {
        return CommandId.SUBMIT;
    }

    /** Hides the numbers. */
    @Override
    public String toString() {
        return "Submit[sequence=" + sequence.text() + ", numbers=" + numbers.size() + ", " + payload + "]";
    }
}
