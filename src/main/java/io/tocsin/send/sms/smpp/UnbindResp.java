package io.tocsin.send.sms.smpp;

/**
 * The answer to an {@link Unbind} (SMPP 3.4, 4.2.2).
 *
 * @param sequence sequence_number
 */
public record UnbindResp(int sequence) implements SmppMessage {

    @Override
    public int commandId() {
        return CommandId.UNBIND_RESP;
    }
}
