package io.tocsin.store.receipt;

import io.tocsin.warning.Phone;
import java.util.Optional;

/**
 * Numbers as carriers write them in receipts and replies: with or without country code, plus sign
 * or zeros.
 */
public final class ReceiptPhone {
    private static final String CHINA = "86";

    private ReceiptPhone() {}

    /** The number; empty when the text holds none. */
    public static Optional<Phone> of(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            }
        }
        String number = international(digits.toString());
        return number.length() < 8 || number.length() > 15 ? Optional.empty() : Optional.of(new Phone(number));
    }

    private static String international(String digits) {
        if (digits.startsWith("00")) {
            return digits.substring(2);
        }
        if (digits.startsWith("0")) {
            return CHINA + digits.substring(1);
        }
        // A mobile number of mainland China, the only one of 11 digits that begins with 13 to 19.
        boolean mobile = digits.length() == 11 && digits.charAt(0) == '1' && digits.charAt(1) >= '3';
        return mobile ? CHINA + digits : digits;
    }
}
