package io.tocsin.send.sms.cmpp;

/**
 * CMPP_DELIVER with a message that a person sent to our access number (CMPP V3.0.0, 8.4.5.1).
 * Receipts are {@link Report}s; one whose content is too short to be a report comes as this, with
 * its registered delivery kept.
 *
 * @param sequence Sequence_Id
 * @param msgId Msg_Id
 * @param origin from whom and to which of our numbers
 * @param registeredDelivery 0 for a person's message, anything else for an unreadable receipt
 * @param payload the content
 * @param linkId LinkID (3.0) or Reserve (2.0)
 */
public record Deliver(int sequence, long msgId, Origin origin, int registeredDelivery, Payload payload, String linkId)
        implements
            CmppMessage {

    @Override
    public int commandId() {
        return CommandId.DELIVER;
    }
}
