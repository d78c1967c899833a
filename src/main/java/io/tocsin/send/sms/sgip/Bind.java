package io.tocsin.send.sms.sgip;

/**
 * Bind: the login, in clear text (SGIP 1.2, 4.2.1).
 *
 * @param sequence Sequence Number
 * @param type Login Type: 1 we to the carrier, 2 the carrier to us, 11 a test
 * @param name Login Name, at most 16 octets
 * @param password Login Password, at most 16 octets; never printed
 */
public record Bind(SgipSequence sequence, int type, String name, String password) implements SgipMessage {

    /** We to the carrier. */
    public static final int CLIENT = 1;
    /** The carrier to us. */
    public static final int CARRIER = 2;

    @Override
    public int commandId() {
        return CommandId.BIND;
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return "Bind[sequence=" + sequence.text() + ", type=" + type + ", name=" + name + "]";
    }
}
