package io.tocsin.send.sms.smpp;

/**
 * The answer to an {@link EnquireLink} (SMPP 3.4, 4.11.2).
 *
 * @param sequence sequence_number
 */
public record EnquireLinkResp(int sequence) implements SmppMessage {

    @Override
    public int commandId() {
        return CommandId.ENQUIRE_LINK_RESP;
    }
}
