package io.tocsin.send.sms.cmpp;

import io.tocsin.send.sms.wire.Octets;

/**
 * CMPP_CONNECT_RESP: the answer to a login (CMPP V3.0.0, 8.4.1.2).
 *
 * @param sequence Sequence_Id
 * @param status 0 accepted; 1 bad structure, 2 bad source address, 3 authentication failed, 4
 *            version too high, 5 and above other; in 2.0 at most 255
 * @param authenticator AuthenticatorISMG, 16 octets; all zero when authentication failed
 * @param version the highest version the gateway speaks
 */
public record ConnectResp(int sequence, int status, Octets authenticator, int version) implements CmppMessage {

    @Override
    public int commandId() {
        return CommandId.CONNECT_RESP;
    }
}
