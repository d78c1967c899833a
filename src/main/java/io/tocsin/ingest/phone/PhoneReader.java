package io.tocsin.ingest.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.tocsin.warning.Phone;
import java.util.Optional;

/**
 * Reads numbers of mainland China as people write them: {@code 138 0013 8000}, {@code +86-138…},
 * {@code 0086138…}, {@code 0138…}, full-width digits, fixed lines with their area code.
 *
 * <p>
 * Every 11-digit number from 13 to 19 passes: the library's data does not know ranges opened after
 * it was made, and a warning that is not sent is worse than an attempt that fails. Fixed lines must
 * be what the library takes for one. Safe for many threads.
 */
public final class PhoneReader {
    private static final int CHINA = 86;
    /**
     * Digits with the area code; the library takes a few of them for a line as well, which is none to
     * be called.
     */
    private static final int SHORTEST_FIXED = 9;

    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();

    /** Loads the library's data of China. */
    public PhoneReader() {
        fixed("01062301110");
    }

    /**
     * Reads a number.
     *
     * @param text as it came
     * @return empty when it is no number of a phone in mainland China
     */
    public Optional<Phone> read(String text) {
        String digits = PhoneDigits.of(text);
        String mobile = mobile(digits);
        return mobile.isEmpty() ? fixed(digits) : Optional.of(new Phone(mobile));
    }

    /** The mobile number with its country code; empty when it is none. */
    private static String mobile(String digits) {
        int start = switch (digits.length()) {
            case 11 -> 0;
            case 12 -> digits.startsWith("0") ? 1 : -1;
            case 13 -> digits.startsWith("86") ? 2 : -1;
            case 14 -> digits.startsWith("+86") || digits.startsWith("860") ? 3 : -1;
            case 15 -> digits.startsWith("0086") || digits.startsWith("+860") ? 4 : -1;
            case 16 -> digits.startsWith("00860") ? 5 : -1;
            default -> -1;
        };
        return start >= 0 && digits.charAt(start) == '1' && digits.charAt(start + 1) >= '3'
                ? "86".concat(start == 0 ? digits : digits.substring(start))
                : "";
    }

    private Optional<Phone> fixed(String digits) {
        // Without an area code, a country code or a plus it could be anywhere.
        if (digits.length() < 9 || !(digits.startsWith("0") || digits.startsWith("86") || digits.startsWith("+"))) {
            return Optional.empty();
        }
        try {
            PhoneNumber number = library.parse(digits, "CN");
            if (number.getCountryCode() != CHINA || number.hasExtension()
                    || library.getNumberType(number) != PhoneNumberType.FIXED_LINE) {
                return Optional.empty();
            }
            String national = library.getNationalSignificantNumber(number);
            return national.length() < SHORTEST_FIXED ? Optional.empty() : Optional.of(new Phone(CHINA + national));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /**
     * Why a number is refused: what was got and what was expected.
     *
     * @param text as it came, with {@link #read} empty
     */
    public static String refusal(String text) {
        boolean dot = text.indexOf('.') >= 0 || text.indexOf('\uff0e') >= 0;
        if (dot && (text.indexOf('E') > 0 || text.indexOf('e') > 0)) {
            return "got a number a spreadsheet has rounded (like 1.38E+10), expected all digits: format the column as text";
        }
        return "got " + masked(text)
                + (dot
                        ? " with a dot, expected digits with no more than spaces, hyphens and brackets"
                                + " between them"
                        : ", expected a mobile or fixed number of mainland China");
    }

    /**
     * A refused number as it may be shown: its ends only.
     *
     * @param text as it came
     * @return such as {@code 138****8000 (11 characters)}
     */
    public static String masked(String text) {
        int length = text.length();
        String shown = length < 7
                ? "*".repeat(length)
                : text.substring(0, 3) + "****"
                        + (length < 11 ? "" : text.substring(length - 4));
        return shown + " (" + length + " characters)";
    }
}
