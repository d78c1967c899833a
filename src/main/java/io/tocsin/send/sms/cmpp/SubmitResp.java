package io.tocsin.send.sms.cmpp;

/**
 * CMPP_SUBMIT_RESP: the answer to a submit (CMPP V3.0.0, 8.4.3.2).
 *
 * @param sequence Sequence_Id
 * @param msgId Msg_Id, which receipts name; see {@link CmppMsgId}
 * @param result 0 accepted, else why not; see {@link CmppCauses}; in 2.0 at most 255
 */
public record SubmitResp(int sequence, long msgId, int result) implements CmppMessage {

    @Override
    public int commandId() {
        return CommandId.SUBMIT_RESP;
    }
}
