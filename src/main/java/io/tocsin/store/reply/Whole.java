package io.tocsin.store.reply;

import io.tocsin.warning.Phone;

/**
 * A reply whose text is known.
 *
 * @param carrier name of the carrier
 * @param phone the person's number
 * @param to the access number
 * @param text what was written; […] where parts are missing
 * @param incomplete whether parts are missing
 * @param fingerprint tells it from others, for as long as {@code within}; none when it was put
 *            together
 * @param merged key of the parts it was put together from; none when it came as one
 */
record Whole(String carrier, Phone phone, String to, String text, boolean incomplete, Fingerprint fingerprint,
        Merge merged) {
    /** Long enough for two parts of any kind. */
    static final String MISSING = "[…]";
}
