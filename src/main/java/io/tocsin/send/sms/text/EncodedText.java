package io.tocsin.send.sms.text;

import io.tocsin.send.sms.wire.Octets;
import java.util.List;

/**
 * A text ready to be submitted.
 *
 * @param encoding of every part
 * @param parts the content of each segment, its user data header included when there are several;
 *            at least one
 */
public record EncodedText(Encoding encoding, List<Octets> parts) {

    /** Copies the list. */
    public EncodedText {
        parts = List.copyOf(parts);
    }

    /** Whether the parts begin with a user data header (TP_udhi). */
    public boolean hasHeaders() {
        return parts.size() > 1;
    }
}
