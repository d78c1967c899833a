package io.tocsin.send.sms.smpp;

import io.tocsin.send.sms.wire.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a receipt says: by its optional parameters first, then by its text, whose form is the
 * vendor's own (SMPP 3.4, appendix B). The text is read key by key, in any order and case; what is
 * missing is empty.
 *
 * @param messageId as the carrier wrote it; empty when it says none
 * @param stat the state in seven letters, such as DELIVRD; empty when it says none
 * @param error the network's error, digits or letters; empty for none or zero
 * @param submitDate as it came, YYMMDDhhmm or with seconds; empty when it says none
 */
record SmppReceipt(String messageId, String stat, String error, String submitDate) {
    private static final Pattern ID = key("id", "\\S{1,64}");
    private static final Pattern STAT = key("stat", "[A-Za-z]{2,16}");
    private static final Pattern ERROR = key("err", "[0-9A-Za-z]{1,16}");
    private static final Pattern SUBMITTED = key("submit[ _]?date", "[0-9]{10,14}");
    private static final Pattern ZERO = Pattern.compile("0*");
    private static final int MOST_STAT = 7;
    /** More of a text than any receipt has is not looked at. */
    private static final int MOST_TEXT = 512;

    /** Reads a receipt. */
    static SmppReceipt of(ShortMessage message) {
        String text = text(message.text());
        String id = message.tlvs().find(Tag.RECEIPTED_MESSAGE_ID).map(SmppReceipt::text).orElse("").strip();
        int state = message.tlvs().octet(Tag.MESSAGE_STATE).orElse(-1);
        String stat = state < 0 ? "" : word(state);
        String error = message.tlvs().find(Tag.NETWORK_ERROR_CODE).map(SmppReceipt::networkError).orElse("");
        return new SmppReceipt(id.isEmpty() ? found(ID, text) : id, stat.isEmpty() ? stat(text) : stat,
                error.isEmpty() ? error(text) : error, found(SUBMITTED, text));
    }

    /** The raw code that the table of causes knows. */
    String raw() {
        return error.isEmpty() ? stat : stat + ":" + error;
    }

    private static String stat(String text) {
        String stat = found(STAT, text).toUpperCase(Locale.ROOT);
        // Some write DELIVERED or ACCEPTED in full.
        return switch (stat) {
            case "DELIVERED" -> "DELIVRD";
            case "ACCEPTED" -> "ACCEPTD";
            case "UNDELIVERABLE", "UNDELIVERED", "FAILED" -> "UNDELIV";
            case "REJECTED" -> "REJECTD";
            default -> stat.length() <= MOST_STAT ? stat : stat.substring(0, MOST_STAT);
        };
    }

    private static String error(String text) {
        String error = found(ERROR, text);
        return ZERO.matcher(error).matches() ? "" : error;
    }

    /** The network's type in one octet and its error in two (SMPP 3.4, 5.3.2.31). */
    private static String networkError(Octets value) {
        if (value.length() < 3) {
            return "";
        }
        int error = value.at(1) << 8 | value.at(2);
        return error == 0 ? "" : "%03d".formatted(error);
    }

    /** message_state (SMPP 3.4, 5.2.28; 0 and 9 are 5.0's). */
    private static String word(int state) {
        return switch (state) {
            case 0 -> "SCHEDULED";
            case 1 -> "ENROUTE";
            case 2 -> "DELIVRD";
            case 3 -> "EXPIRED";
            case 4 -> "DELETED";
            case 5 -> "UNDELIV";
            case 6 -> "ACCEPTD";
            case 7 -> "UNKNOWN";
            case 8 -> "REJECTD";
            case 9 -> "SKIPPED";
            default -> "";
        };
    }

    private static Pattern key(String name, String value) {
        return Pattern.compile("(?:^|[^a-z])" + name + "\\s?:\\s?(" + value + ")", Pattern.CASE_INSENSITIVE);
    }

    private static String found(Pattern key, String text) {
        Matcher matcher = key.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String text(Octets octets) {
        byte[] bytes = octets.toBytes();
        int length = Math.min(bytes.length, MOST_TEXT);
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
