package io.tocsin.send.sms.text;

/**
 * Thrown for a text that needs more segments than allowed; the message names both numbers and not
 * the text.
 */
public final class TooLongException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    TooLongException(int got, int expected) {
        super("expected at most " + expected + " segments, got " + got);
    }
}
