package io.tocsin.send.voice.ami;

/**
 * Where a session with an Asterisk is.
 *
 * <pre>
 * Resting ──▶ Connecting ──▶ LoggingIn ──▶ Up
 *                 ▲  └────────────┴─────────┤
 *                 └──────── Waiting ◀───────┘     close: any state ──▶ Closed
 * </pre>
 */
public sealed interface AmiState {
    /** Why it is not up; empty when it is. */
    String detail();

    /** Not started. */
    record Resting() implements AmiState {
        @Override
        public String detail() {
            return "not started";
        }
    }

    /**
     * No connection; there will be one after a pause.
     *
     * @param detail why there is none
     * @param refused whether the login was refused, which is no fault of the network
     */
    record Waiting(String detail, boolean refused) implements AmiState {}

    /**
     * A connection is being opened.
     *
     * @param detail why there was none
     */
    record Connecting(String detail) implements AmiState {}

    /**
     * Connected, not logged in or the Asterisk not booted.
     *
     * @param detail why there was no session
     */
    record LoggingIn(String detail) implements AmiState {}

    /** Logged in to an Asterisk that is fully booted. */
    record Up() implements AmiState {
        @Override
        public String detail() {
            return "";
        }
    }

    /** Ended for good. */
    record Closed() implements AmiState {
        @Override
        public String detail() {
            return "closed";
        }
    }
}
