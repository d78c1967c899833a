package io.tocsin.send.sms.smpp;

/**
 * unbind: the orderly end of a session; either side may ask (SMPP 3.4, 4.2).
 *
 * @param sequence sequence_number
 */
public record Unbind(int sequence) implements SmppMessage {

    @Override
    public int commandId() {
        return CommandId.UNBIND;
    }
}
