package io.tocsin.send.sms.smpp;

/**
 * submit_sm: one message, or one segment of one, for one number (SMPP 3.4, 4.4.1).
 *
 * @param sequence sequence_number
 * @param message what it carries
 */
public record SubmitSm(int sequence, ShortMessage message) implements SmppMessage {

    @Override
    public int commandId() {
        return CommandId.SUBMIT_SM;
    }
}
