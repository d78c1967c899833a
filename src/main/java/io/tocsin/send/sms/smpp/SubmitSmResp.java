package io.tocsin.send.sms.smpp;

import io.tocsin.send.sms.wire.Tlvs;

/**
 * The answer to a submit (SMPP 3.4, 4.4.2). A refusal may come without a body.
 *
 * @param sequence the submit's
 * @param status command_status
 * @param messageId message_id as the carrier wrote it, at most 64 characters; empty when it says
 *            none
 * @param tlvs optional parameters, such as 5.0's congestion_state
 */
public record SubmitSmResp(int sequence, int status, String messageId, Tlvs tlvs) implements SmppMessage {

    @Override
    public int commandId() {
        return CommandId.SUBMIT_SM_RESP;
    }
}
