package io.tocsin.send.sms.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a receipt, {@code id:… sub:… dlvrd:… submit date:… done date:… stat:… err:… text:…}
 * (SMPP 3.4, appendix B; SMGP V3.0.3, 7.2.4), read key by key: any order and case, {@code sStat:}
 * as well as {@code stat:}. What is missing is empty. Values of up to 16 characters are kept whole,
 * whatever they are made of, as the centres of operators write codes of their own there
 * ({@code MK:0012}, {@code DB:0141}).
 *
 * @param text all of it, one character an octet
 */
public record ReceiptText(String text) {
    /** More of a text than any receipt has is not looked at. */
    private static final int MOST = 512;
    private static final String VALUE = "[^\\s\\p{Cntrl},;|]{1,16}";
    /** Not behind a colon: {@code ID:0076} is a code. */
    private static final Pattern ID = Pattern.compile("(?:^|[^a-z:])id\\s?:\\s?(\\S{1,64})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern STAT = key("stat", VALUE);
    private static final Pattern ERROR = key("err", VALUE);
    private static final Pattern SUBMITTED = key("submit[ _]?date", "[0-9]{10,14}");
    private static final Pattern ZERO = Pattern.compile("0*");
    /** Where an error was made, and its number there. */
    private static final Pattern CENTRE = Pattern.compile("[A-Z]{1,3}:[0-9A-Z]{1,8}");
    /** Longer codes than any table has are cut. */
    private static final int MOST_RAW = 24;
    private static final String DELIVERED = "DELIVRD";

    /** Reads octets, without the zeros at their end. */
    public static ReceiptText of(Octets octets) {
        byte[] bytes = octets.toBytes();
        int length = Math.min(bytes.length, MOST);
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        return new ReceiptText(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
    }

    /** The message it is about, as it came. */
    public String id() {
        return found(ID);
    }

    /** What became of it, in upper case; the seven letters where some write the word in full. */
    public String stat() {
        String stat = upToNextKey(found(STAT)).toUpperCase(Locale.ROOT);
        return switch (stat) {
            case "DELIVERED" -> DELIVERED;
            case "ACCEPTED" -> "ACCEPTD";
            case "UNDELIVERABLE", "UNDELIVERED", "FAILED" -> "UNDELIV";
            case "REJECTED" -> "REJECTD";
            default -> stat;
        };
    }

    /** The network's error as it came; empty for zero. */
    public String error() {
        String error = upToNextKey(found(ERROR));
        return ZERO.matcher(error).matches() ? "" : error;
    }

    /** When it was submitted, YYMMDDhhmm or with seconds. */
    public String submitDate() {
        return found(SUBMITTED);
    }

    /**
     * The raw code of state and error. A centre's own code says more than a state, so it stands alone
     * in whichever of the two it came; a number that only repeats its end is left away. Else the error
     * stands behind the state.
     *
     * @param error empty for none
     */
    public static String raw(String stat, String error) {
        String raw = whole(stat, error);
        return raw.length() <= MOST_RAW ? raw : raw.substring(0, MOST_RAW);
    }

    private static String whole(String stat, String error) {
        if (error.isEmpty()) {
            return stat;
        }
        if (isCentres(stat)) {
            return stat.endsWith(error) || error.equals(stat) ? stat : stat + ":" + error;
        }
        return isCentres(error) && !stat.equals(DELIVERED) ? error.toUpperCase(Locale.ROOT) : stat + ":" + error;
    }

    /** Whether a state or an error is a centre's own code. */
    public static boolean isCentres(String code) {
        return CENTRE.matcher(code.toUpperCase(Locale.ROOT)).matches();
    }

    /** Some leave no blank before the next key. */
    private static String upToNextKey(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        for (String next : new String[]{"err:", "text:", "txt:"}) {
            int at = lower.indexOf(next);
            if (at >= 0) {
                return value.substring(0, at);
            }
        }
        return value;
    }

    private static Pattern key(String name, String value) {
        return Pattern.compile("(?:^|[^a-z])s?" + name + "\\s?:\\s?(" + value + ")", Pattern.CASE_INSENSITIVE);
    }

    private String found(Pattern key) {
        Matcher matcher = key.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** Hides what of a person's text it may carry. */
    @Override
    public String toString() {
        return "ReceiptText[octets=" + text.length() + "]";
    }
}
