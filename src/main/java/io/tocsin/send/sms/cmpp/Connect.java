package io.tocsin.send.sms.cmpp;

import io.tocsin.send.sms.wire.Octets;

/**
 * CMPP_CONNECT: the request to log in (CMPP V3.0.0, 8.4.1.1).
 *
 * @param sequence Sequence_Id
 * @param sourceAddr the account, at most 6 octets
 * @param authenticator AuthenticatorSource, 16 octets, see {@link CmppAuthenticator}
 * @param version the Version byte, 0 to 255
 * @param timestamp MMDDHHMMSS in decimal digits as a number, 101000000 to 1231235959
 */
public record Connect(int sequence, String sourceAddr, Octets authenticator, int version,
        int timestamp) implements CmppMessage {

    @Override
    public int commandId() {
        return CommandId.CONNECT;
    }
}
