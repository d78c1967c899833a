package io.tocsin.send.sms.sgip;

/**
 * Report: a receipt (SGIP 1.2, 4.2.5).
 *
 * @param sequence Sequence Number of this message
 * @param submit that of the submit
 * @param type ReportType: 0 of a submit, 1 of a delivery
 * @param number UserNumber, the person's
 * @param state State: 0 delivered, 1 still trying, 2 failed
 * @param error ErrorCode
 */
public record Report(SgipSequence sequence, SgipSequence submit, int type, String number, int state, int error)
        implements
            SgipMessage {

    @Override
    public int commandId() {
        return CommandId.REPORT;
    }

    /** Hides the number. */
    @Override
    public String toString() {
        return "Report[submit=" + submit.text() + ", state=" + state + ", error=" + error + "]";
    }
}
