package io.tocsin.send.sms.cmpp;

/**
 * CMPP_SUBMIT: one segment for one or more numbers (CMPP V3.0.0, 8.4.3.1).
 *
 * @param sequence Sequence_Id
 * @param msgId Msg_Id, 0 in what a client sends
 * @param part which part of a long message this is
 * @param terms what every submit of the account shares
 * @param addresses from whom to whom
 * @param payload the content
 * @param linkId LinkID (3.0, at most 20 octets) or Reserve (2.0, at most 8); empty outside of
 *            on-demand services
 */
public record Submit(int sequence, long msgId, Part part, Terms terms, Addresses addresses, Payload payload,
        String linkId) implements CmppMessage {

    @Override
    public int commandId() {
        return CommandId.SUBMIT;
    }
}
