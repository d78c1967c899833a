package io.tocsin.send.sms.smgp;

import io.tocsin.send.sms.wire.Octets;
import io.tocsin.send.sms.wire.ReceiptText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
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
    private static final Pattern SHORT = Pattern.compile("[0-9]{1,2}");

    /** Reads a receipt. */
    static SmgpReceipt of(Octets content) {
        String all = new String(content.toBytes(), StandardCharsets.ISO_8859_1);
        int at = all.toLowerCase(Locale.ROOT).indexOf("id:");
        if (at < 0 || all.length() < at + KEY + MSG_ID) {
            return new SmgpReceipt("", "", "", "");
        }
        String behind = all.substring(at + KEY);
        boolean written = DIGITS.matcher(behind).matches();
        // Some write the 20 digits out.
        String id = written
                ? behind.substring(0, 2 * MSG_ID).toLowerCase(Locale.ROOT)
                : Octets.of(behind.substring(0, MSG_ID).getBytes(StandardCharsets.ISO_8859_1)).toString();
        String rest = behind.substring(written ? 2 * MSG_ID : MSG_ID);
        ReceiptText text = new ReceiptText(rest);
        String error = text.error();
        // Three digits by the document.
        return new SmgpReceipt(id, text.stat(), SHORT.matcher(error).matches()
                ? "0".repeat(3 - error.length()) + error
                : error, text.submitDate());
    }

    /** The raw code that the table of causes knows. */
    String raw() {
        return ReceiptText.raw(stat, error);
    }
}
