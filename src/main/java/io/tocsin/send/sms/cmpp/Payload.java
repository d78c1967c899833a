package io.tocsin.send.sms.cmpp;

import io.tocsin.send.sms.wire.Octets;

/**
 * The content of a short message and how to read it (CMPP V3.0.0, 8.4.3.1: TP_pId to Msg_Content).
 *
 * @param pid TP_pId, 0 to 255 (GSM 03.40, 9.2.3.9)
 * @param udhi TP_udhi: whether the content begins with a user data header
 * @param format Msg_Fmt: 0 ASCII, 3 card write, 4 binary, 8 UCS-2 big-endian, 15 GB18030
 * @param content Msg_Content, at most 255 octets here; carriers take 140 (below 160 in format 0)
 */
public record Payload(int pid, boolean udhi, int format, Octets content) {

    /** Plain format, no content: the frame around a receipt. */
    static final Payload NONE = new Payload(0, false, 0, Octets.EMPTY);

    /** Hides the text. */
    @Override
    public String toString() {
        return "Payload[udhi=" + udhi + ", format=" + format + ", octets=" + content.length() + "]";
    }
}
