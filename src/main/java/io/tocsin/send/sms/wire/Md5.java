package io.tocsin.send.sms.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest by which CMPP and SMGP prove that they know the secret. */
public final class Md5 {

    private Md5() {}

    /** The 16 octets of the pieces one behind the other. */
    public static Octets of(byte[]... pieces) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            for (byte[] piece : pieces) {
                digest.update(piece);
            }
            return Octets.of(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected MD5 in every JDK", e);
        }
    }
}
