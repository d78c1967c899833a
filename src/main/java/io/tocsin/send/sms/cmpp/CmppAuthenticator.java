package io.tocsin.send.sms.cmpp;

import io.tocsin.send.sms.wire.Md5;
import io.tocsin.send.sms.wire.Octets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The two MD5 proofs of a CMPP login (CMPP V3.0.0, 8.4.1).
 */
public final class CmppAuthenticator {

    private static final int FILL = 9;

    private CmppAuthenticator() {}

    /**
     * AuthenticatorSource: MD5 of the account, nine zero octets, the secret and the timestamp as ten
     * digits.
     *
     * @param timestamp MMDDHHMMSS as a number
     */
    public static Octets source(String account, String secret, int timestamp) {
        return Md5.of(ascii(account), new byte[FILL], ascii(secret), ascii("%010d".formatted(timestamp)));
    }

    /**
     * Whether a client's proof is right. Of an account shorter than its field both readings found in
     * the wild are accepted: as it is, and filled to six octets (gocmpp).
     */
    public static boolean provesSource(Octets proof, String account, String secret, int timestamp) {
        return proof.equals(source(account, secret, timestamp))
                || proof.equals(source(account + "\0".repeat(Math.max(0, 6 - account.length())), secret, timestamp));
    }

    /**
     * AuthenticatorISMG: MD5 of the status, the client's proof and the secret.
     *
     * @param statusWidth octets of the status that are hashed: 4, or 1 in some 2.0 gateways
     */
    public static Octets ismg(int status, int statusWidth, Octets source, String secret) {
        byte[] wide = ByteBuffer.allocate(Integer.BYTES).putInt(status).array();
        byte[] hashed = statusWidth == 1 ? new byte[]{wide[3]} : wide;
        return Md5.of(hashed, source.toBytes(), ascii(secret));
    }

    /**
     * Whether a gateway's proof is right in either reading: gocmpp hashes one octet of status in 2.0,
     * SMSGate four.
     */
    public static boolean provesIsmg(Octets proof, int status, Octets source, String secret) {
        return proof.equals(ismg(status, 4, source, secret)) || proof.equals(ismg(status, 1, source, secret));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
