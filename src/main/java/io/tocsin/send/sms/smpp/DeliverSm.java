package io.tocsin.send.sms.smpp;

/**
 * deliver_sm: a receipt, or a person's message (SMPP 3.4, 4.6.1).
 *
 * @param sequence sequence_number
 * @param message what it carries
 */
public record DeliverSm(int sequence, ShortMessage message) implements SmppMessage {

    @Override
    public int commandId() {
        return CommandId.DELIVER_SM;
    }
}
