package io.tocsin.send.sms.smgp;

import io.tocsin.send.sms.wire.Octets;

/**
 * The answer to a {@link Submit} (SMGP V3.0.3, 7.2.3).
 *
 * @param sequence the submit's
 * @param msgId MsgID, ten octets
 * @param status Status, 0 when it was accepted
 */
public record SubmitResp(int sequence, Octets msgId, int status) implements SmgpMessage {

    @Override
    public int requestId() {
        return RequestId.SUBMIT_RESP;
    }
}
