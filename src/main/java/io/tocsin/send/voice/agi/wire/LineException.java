package io.tocsin.send.voice.agi.wire;

/** Thrown when nothing more comes over the line to a call. */
public final class LineException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean silent;

    private LineException(String message, boolean silent) {
        super(message);
        this.silent = silent;
    }

    /** The Asterisk closed it, or it broke. */
    static LineException closed(String how) {
        return new LineException(how, false);
    }

    /** Nothing came in time. */
    static LineException silent(String what) {
        return new LineException(what, true);
    }

    /** Whether it is open as far as is known, and only nothing came in time. */
    public boolean isSilent() {
        return silent;
    }
}
