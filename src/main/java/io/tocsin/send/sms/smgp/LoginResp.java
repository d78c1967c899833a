package io.tocsin.send.sms.smgp;

import io.tocsin.send.sms.wire.Octets;

/**
 * The answer to a {@link Login} (SMGP V3.0.3, 7.2.2).
 *
 * @param sequence the login's
 * @param status Status, 0 when all is well
 * @param authenticator AuthenticatorServer; empty when there is none
 * @param version ServerVersion, 0 when there is none
 */
public record LoginResp(int sequence, int status, Octets authenticator, int version) implements SmgpMessage {

    @Override
    public int requestId() {
        return RequestId.LOGIN_RESP;
    }
}
