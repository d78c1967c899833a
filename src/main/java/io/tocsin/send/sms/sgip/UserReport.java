package io.tocsin.send.sms.sgip;

/**
 * UserRpt: the carrier tells what has become of a person's number (SGIP 1.2, 4.3.3).
 *
 * @param sequence Sequence Number
 * @param source SPNumber, one of our access numbers
 * @param number UserNumber, the person's
 * @param condition UserCondition: 0 given up, 1 suspended for debt, 2 restored
 */
public record UserReport(SgipSequence sequence, String source, String number, int condition) implements SgipMessage {

    @Override
    public int commandId() {
        return CommandId.USER_REPORT;
    }

    /** Hides the number. */
    @Override
    public String toString() {
        return "UserReport[sequence=" + sequence.text() + ", condition=" + condition + "]";
    }
}
