package io.tocsin.send.sms.smpp;

/**
 * A number and how it is meant (SMPP 3.4, 5.2.5 to 5.2.9).
 *
 * @param ton type of number: 0 unknown, 1 international, 2 national, 3 network specific, 5
 *            alphanumeric
 * @param npi numbering plan: 0 unknown, 1 E.164
 * @param digits at most 20 characters
 */
public record Address(int ton, int npi, String digits) {

    /** None. */
    public static final Address NONE = new Address(0, 0, "");

    /** Hides the number. */
    @Override
    public String toString() {
        return "Address[ton=" + ton + ", npi=" + npi + ", characters=" + digits.length() + "]";
    }
}
