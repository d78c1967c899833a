package io.tocsin.send.sms.smgp;

import io.tocsin.send.sms.wire.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the content of a receipt says (SMGP V3.0.3, 7.2.4): {@code id:} and ten octets, then keys
 * and values. The id is found by its place, as its octets may be anything, and the rest key by key:
 * {@code submit date} of the document, {@code submit_date} with no blank behind the id (SMSGate),
 * and {@code sSub:} to {@code sErr:} (go_smgp) are all found.
 *
 * @param messageId 20 hex digits; empty when it says none
 * @param stat in upper case; empty when it says none
 * @param error empty for none or zero
 * @param submitDate as it came, YYMMDDhhmm; empty when it says none
 */
record SmgpReceipt(String messageId, String stat, String error, String submitDate) {
    private static final int MSG_ID = 10;
    private static final int KEY = 3;
    private static final Pattern DIGITS = Pattern.compile("[0-9A-Fa-f]{20}(?![0-9A-Fa-f]).*", Pattern.DOTALL);
    private static final Pattern STAT = key("stat", "[A-Za-z]{2,7}");
    private static final Pattern ERROR = key("err", "[0-9A-Za-z]{1,3}");
    private static final Pattern SUBMITTED = key("submit[ _]?date", "[0-9]{10,14}");
    private static final Pattern ZERO = Pattern.compile("0*");

    /** Reads a receipt. */
    static SmgpReceipt of(Octets content) {
        String text = new String(content.toBytes(), StandardCharsets.ISO_8859_1);
        int at = text.toLowerCase(Locale.ROOT).indexOf("id:");
        if (at < 0 || text.length() < at + KEY + MSG_ID) {
            return new SmgpReceipt("", "", "", "");
        }
        String behind = text.substring(at + KEY);
        boolean written = DIGITS.matcher(behind).matches();
        // Some write the 20 digits out.
        String id = written
                ? behind.substring(0, 2 * MSG_ID).toLowerCase(Locale.ROOT)
                : Octets.of(behind.substring(0, MSG_ID).getBytes(StandardCharsets.ISO_8859_1)).toString();
        String rest = behind.substring(written ? 2 * MSG_ID : MSG_ID);
        String error = found(ERROR, rest);
        return new SmgpReceipt(id, found(STAT, rest).toUpperCase(Locale.ROOT),
                ZERO.matcher(error).matches() ? "" : error, found(SUBMITTED, rest));
    }

    /** The raw code that the table of causes knows. */
    String raw() {
        return error.isEmpty() ? stat : stat + ":" + error;
    }

    private static Pattern key(String name, String value) {
        return Pattern.compile(name + "\\s?:\\s?(" + value + ")", Pattern.CASE_INSENSITIVE);
    }

    private static String found(Pattern key, String text) {
        Matcher matcher = key.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
