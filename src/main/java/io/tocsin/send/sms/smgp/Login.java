package io.tocsin.send.sms.smgp;

import io.tocsin.send.sms.wire.Octets;

/**
 * Login (SMGP V3.0.3, 7.2.2).
 *
 * @param sequence SequenceID
 * @param clientId ClientID, at most 8 octets
 * @param authenticator AuthenticatorClient, see {@link SmgpAuthenticator}
 * @param mode LoginMode: 0 send, 1 receive, 2 both
 * @param timestamp TimeStamp, MMDDHHMMSS as a number
 * @param version ClientVersion: 0x30, or 0x13
 */
public record Login(int sequence, String clientId, Octets authenticator, int mode, int timestamp, int version)
        implements
            SmgpMessage {

    @Override
    public int requestId() {
        return RequestId.LOGIN;
    }
}
