package io.tocsin.send.sms.protocol;

/**
 * A message that a person sent to an access number (MO, uplink).
 *
 * @param phone the person's number as the carrier wrote it
 * @param to the access number
 * @param text what was written; one part of it when it was long
 */
public record PersonsMessage(String phone, String to, String text) {
    /** Hides number and text. */
    @Override
    public String toString() {
        return "PersonsMessage[to=" + to + ", characters=" + text.length() + "]";
    }
}
