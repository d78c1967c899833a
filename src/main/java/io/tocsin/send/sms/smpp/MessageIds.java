package io.tocsin.send.sms.smpp;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a carrier writes message ids, which may differ between its answers and its receipts. The
 * normal form, which is the same for both, is hexadecimal in lower case without leading zeros, or
 * the id as it came where it is {@link Form#RAW}.
 *
 * @param answers in the answers to submits
 * @param receipts in receipts
 */
public record MessageIds(Form answers, Form receipts) {

    /** As they come, in both. */
    public static final MessageIds RAW = new MessageIds(Form.RAW, Form.RAW);

    /** How an id is written. */
    public enum Form {
        /** Any characters, which are compared as they are. */
        RAW {
            @Override
            String normal(String id) {
                return id;
            }
        },
        /** A hexadecimal number. */
        HEX {
            @Override
            String normal(String id) {
                return HEX_DIGITS.matcher(id).matches() ? hex(new BigInteger(id, 16)) : id;
            }
        },
        /** A decimal number. */
        DECIMAL {
            @Override
            String normal(String id) {
                return DIGITS.matcher(id).matches() ? hex(new BigInteger(id)) : id;
            }
        };

        private static final Pattern HEX_DIGITS = Pattern.compile("[0-9A-Fa-f]{1,64}");
        private static final Pattern DIGITS = Pattern.compile("[0-9]{1,64}");

        /** The normal form of an id; one that is not written as it should be stays as it is. */
        abstract String normal(String id);

        private static String hex(BigInteger number) {
            return number.toString(16).toLowerCase(Locale.ROOT);
        }
    }
}
