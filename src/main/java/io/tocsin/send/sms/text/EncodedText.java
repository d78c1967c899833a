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
 */
public record EncodedText(Encoding encoding, List<Octets> parts, Joining joining, int reference) {

    /** Copies the list. */
    public EncodedText {
        parts = List.copyOf(parts);
    }

    /** Whether the parts begin with a user data header (TP_udhi). */
    public boolean hasHeaders() {
        return parts.size() > 1 && joining != Joining.SAR;
    }
}
