package io.tocsin.send.sms.smpp;

/**
 * generic_nack: a message was not understood (SMPP 3.4, 4.3).
 *
 * @param sequence that message's, 0 when it could not be read
 * @param status why, as command_status
 */
public record GenericNack(int sequence, int status) implements SmppMessage {

    @Override
    public int commandId() {
        return CommandId.GENERIC_NACK;
    }
}
