package io.tocsin.send.sms.text;

/** How the segments of one long text are marked as belonging together. */
public enum Joining {
    /**
     * A user data header with a reference of 8 bits, 6 octets (GSM 03.40, 9.2.3.24.1): what every phone
     * knows.
     */
    UDH8(6),
    /** A user data header with a reference of 16 bits, 7 octets (GSM 03.40, 9.2.3.24.8). */
    UDH16(7),
    /**
     * No header: reference, count and number stand beside the content (SMPP 3.4, 5.3.2.22 to 5.3.2.24),
     * and the carrier makes the header, for which it needs 6 octets.
     */
    SAR(6),
    /** The text is not cut here: one message holds all of it, and the carrier cuts it likewise. */
    WHOLE(6);

    private final int octets;

    Joining(int octets) {
        this.octets = octets;
    }

    /** What the header takes of a segment. */
    int octets() {
        return octets;
    }
}
