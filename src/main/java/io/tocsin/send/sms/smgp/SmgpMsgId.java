package io.tocsin.send.sms.smgp;

import io.tocsin.send.sms.wire.Octets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/**
 * MsgID: ten octets, by the document 20 digits in BCD: gateway 6, MMDDHHMM 8, sequence 6 (SMGP
 * V3.0.3, 7.2.3). Nobody has to keep to it, so they mean nothing here; elsewhere an id is the text
 * of their 20 hex digits in lower case.
 */
public final class SmgpMsgId {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("MMddHHmm");
    private static final int SEQUENCES = 1_000_000;

    private SmgpMsgId() {}

    /** The id as 20 hex digits. */
    public static String format(Octets msgId) {
        return msgId.toString();
    }

    /**
     * The id a gateway would give.
     *
     * @param start minute of the first
     * @param gateway 0 to 999999
     * @param number counts messages; a million fit in a minute, and more go into the next
     */
    public static Octets compose(LocalDateTime start, int gateway, long number) {
        return Octets.ofHex("%06d%s%06d".formatted(gateway, MINUTE.format(start.plusMinutes(number / SEQUENCES)),
                number % SEQUENCES));
    }
}
