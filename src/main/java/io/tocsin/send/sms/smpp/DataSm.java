package io.tocsin.send.sms.smpp;

/**
 * data_sm, by which some carriers deliver receipts (SMPP 3.4, 4.7.1). It has fewer fields than
 * deliver_sm; its content is always in message_payload.
 *
 * @param sequence sequence_number
 * @param message what it carries
 */
public record DataSm(int sequence, ShortMessage message) implements SmppMessage {

    @Override
    public int commandId() {
        return CommandId.DATA_SM;
    }
}
