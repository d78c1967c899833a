package io.tocsin.send.sms.text;

import io.tocsin.send.sms.wire.Octets;
import java.util.List;

/**
 * A text ready to be submitted.
 *
 * @param encoding of every part
 * @param parts the content of each segment, its user data header included when there are several
 *            and they are joined by one; at least one
 * @param joining how several parts belong together
 * @param reference what several parts have in common; the low 8 or 16 bits are used
 * @param flash whether a phone is to show it at once and not keep it (class 0; GSM 03.38, 4)
 */
public record EncodedText(Encoding encoding, List<Octets> parts, Joining joining, int reference, boolean flash) {

    /** Copies the list. */
    public EncodedText {
        parts = List.copyOf(parts);
    }

    /** The same, to be shown at once. */
    public EncodedText asFlash() {
        return new EncodedText(encoding, parts, joining, reference, true);
    }

    /**
     * A data coding scheme with the class in it: 0x10 for seven-bit text of class 0, 0x18 for UCS-2
     * (GSM 03.38, 4).
     *
     * @param coding that of a text which is kept: 8 for UCS-2
     */
    public int coding(int coding) {
        return flash ? (coding & 0x08) | 0x10 : coding;
    }

    /** Whether the parts begin with a user data header (TP_udhi). */
    public boolean hasHeaders() {
        return parts.size() > 1 && joining != Joining.SAR;
    }
}
