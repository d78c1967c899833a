package io.tocsin.send.sms.sgip;

/**
 * Deliver: a person's message (SGIP 1.2, 4.2.4).
 *
 * @param sequence Sequence Number
 * @param number UserNumber, the person's
 * @param source SPNumber, one of our access numbers
 * @param payload the content
 */
public record Deliver(SgipSequence sequence, String number, String source, Payload payload) implements SgipMessage {

    @Override
    public int commandId() {
        return CommandId.DELIVER;
    }

    /** Hides the number. */
    @Override
    public String toString() {
        return "Deliver[sequence=" + sequence.text() + ", " + payload + "]";
    }
}
