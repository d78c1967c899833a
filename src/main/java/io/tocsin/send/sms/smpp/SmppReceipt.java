package io.tocsin.send.sms.smpp;

import io.tocsin.send.sms.wire.Octets;
import io.tocsin.send.sms.wire.ReceiptText;

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
    private static final String DELIVERED = "DELIVRD";

    /** Reads a receipt. */
    static SmppReceipt of(ShortMessage message) {
        ReceiptText text = ReceiptText.of(message.text());
        String id = message.tlvs().find(Tag.RECEIPTED_MESSAGE_ID).map(each -> ReceiptText.of(each).text()).orElse("")
                .strip();
        String state = word(message.tlvs().octet(Tag.MESSAGE_STATE).orElse(-1));
        String stat = text.stat();
        // A centre's own code says more than "undeliverable".
        boolean parameter = !state.isEmpty() && (state.equals(DELIVERED) || !ReceiptText.isCentres(stat));
        String error = message.tlvs().find(Tag.NETWORK_ERROR_CODE).map(SmppReceipt::networkError).orElse("");
        return new SmppReceipt(id.isEmpty() ? text.id() : id, parameter ? state : stat,
                error.isEmpty() || ReceiptText.isCentres(text.error()) ? text.error() : error, text.submitDate());
    }

    /** The raw code that the table of causes knows. */
    String raw() {
        return ReceiptText.raw(stat, error);
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
}
