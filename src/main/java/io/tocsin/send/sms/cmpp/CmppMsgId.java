package io.tocsin.send.sms.cmpp;

import java.time.LocalDateTime;
import java.util.HexFormat;

/**
 * The 64 bits of a Msg_Id, from the highest: month 4, day 5, hour 5, minute 6, second 6, gateway
 * 22, sequence 16 (CMPP V3.0.0, 8.4.3.2). Elsewhere an id is the text of its 16 lower-case hex
 * digits: leading zeros are kept, and no reading as a decimal number can differ.
 */
public final class CmppMsgId {

    private CmppMsgId() {}

    /** The id as 16 lower-case hex digits. */
    public static String format(long msgId) {
        return HexFormat.of().toHexDigits(msgId);
    }

    /**
     * The id a gateway would give.
     *
     * @param gateway 0 to 4194303, more bits are dropped
     * @param sequence 0 to 65535, more bits are dropped
     */
    public static long compose(LocalDateTime time, int gateway, int sequence) {
        return ((long) time.getMonthValue() << 60) | ((long) time.getDayOfMonth() << 55)
                | ((long) time.getHour() << 50) | ((long) time.getMinute() << 44) | ((long) time.getSecond() << 38)
                | ((gateway & 0x3f_ffffL) << 16)
                | (sequence & 0xffffL);
    }
}
