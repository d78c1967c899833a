package io.tocsin.send.sms.smgp;

import io.tocsin.send.sms.wire.Md5;
import io.tocsin.send.sms.wire.Octets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The two MD5 proofs of an SMGP login (SMGP V3.0.3, 7.2.2).
 */
public final class SmgpAuthenticator {

    private static final int FILL = 7;

    private SmgpAuthenticator() {}

    /**
     * AuthenticatorClient: MD5 of the ClientID, seven zero octets, the secret and the timestamp as ten
     * digits.
     *
     * @param timestamp MMDDHHMMSS as a number
     */
    public static Octets client(String clientId, String secret, int timestamp) {
        return Md5.of(ascii(clientId), new byte[FILL], ascii(secret), ascii("%010d".formatted(timestamp)));
    }

    /** AuthenticatorServer: MD5 of the status in four octets, the client's proof and the secret. */
    public static Octets server(int status, Octets client, String secret) {
        return Md5.of(ByteBuffer.allocate(Integer.BYTES).putInt(status).array(), client.toBytes(), ascii(secret));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
