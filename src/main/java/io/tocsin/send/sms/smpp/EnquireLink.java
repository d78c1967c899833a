package io.tocsin.send.sms.smpp;

/**
 * enquire_link: whether the other side is still there; either may ask (SMPP 3.4, 4.11).
 *
 * @param sequence sequence_number
 */
public record EnquireLink(int sequence) implements SmppMessage {

    @Override
    public int commandId() {
        return CommandId.ENQUIRE_LINK;
    }
}
