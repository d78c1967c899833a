package io.tocsin.send.sms.sgip;

/**
 * Trace: asks the carrier where a submit is (SGIP 1.2, 4.4.1).
 *
 * @param sequence Sequence Number
 * @param submit SubmitSequenceNumber, that of the submit
 * @param number UserNumber, to whom it went
 */
public record Trace(SgipSequence sequence, SgipSequence submit, String number) implements SgipMessage {

    @Override
    public int commandId() {
        return CommandId.TRACE;
    }

    /** Hides the number. */
    @Override
    public String toString() {
        return "Trace[sequence=" + sequence.text() + ", submit=" + submit.text() + "]";
    }
}
