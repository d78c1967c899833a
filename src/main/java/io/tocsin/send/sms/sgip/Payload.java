package io.tocsin.send.sms.sgip;

import io.tocsin.send.sms.wire.Octets;

/**
 * The content of a short message and how to read it.
 *
 * @param pid TP_pid
 * @param udhi TP_udhi: whether the content begins with a user data header
 * @param coding MessageCoding: 0 ASCII, 3 card write, 4 binary, 8 UCS-2, 15 GBK
 * @param content MessageContent, at most 2,000 octets here; carriers take 140
 */
public record Payload(int pid, boolean udhi, int coding, Octets content) {

    /** Hides the text. */
    @Override
    public String toString() {
        return "Payload[udhi=" + udhi + ", coding=" + coding + ", octets=" + content.length() + "]";
    }
}
