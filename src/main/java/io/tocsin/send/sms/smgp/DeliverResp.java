package io.tocsin.send.sms.smgp;

import io.tocsin.send.sms.wire.Octets;

/**
 * The answer to a {@link Deliver} (SMGP V3.0.3, 7.2.4).
 *
 * @param sequence the delivery's
 * @param msgId the delivery's
 * @param status Status
 */
public record DeliverResp(int sequence, Octets msgId, int status) implements SmgpMessage {

    @Override
    public int requestId() {
        return RequestId.DELIVER_RESP;
    }
}
