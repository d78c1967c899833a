package io.tocsin.send.sms.cmpp;

/**
 * CMPP_DELIVER_RESP: the answer to a deliver or a report (CMPP V3.0.0, 8.4.5.2).
 *
 * @param sequence Sequence_Id
 * @param msgId Msg_Id of the message answered
 * @param result 0 taken, else why not; in 2.0 at most 255
 */
public record DeliverResp(int sequence, long msgId, int result) implements CmppMessage {

    @Override
    public int commandId() {
        return CommandId.DELIVER_RESP;
    }
}
