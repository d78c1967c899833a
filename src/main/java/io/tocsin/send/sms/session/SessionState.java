package io.tocsin.send.sms.session;

/**
 * Where a session is on its way:
 *
 * <pre>
 *  Resting ◀─────────────────────────────────────────┐
 *    │ start                                         │ rest
 * Waiting ──▶ Connecting ──▶ LoggingIn ──▶ Up ──▶ Draining ──▶ Closed
 *    ▲            │              │          │                     ▲
 *    └────────────┴──────────────┴──────────┘   close: any state ─┘
 * </pre>
 *
 * Where idle connections are left, Up turns into Dormant, and Dormant into Waiting when there is
 * something to send.
 */
public sealed interface SessionState {
    /** Why the session cannot send; empty when it can. */
    String detail();

    /**
     * No connection, and there will be none until it is started.
     *
     * @param detail why
     */
    record Resting(String detail) implements SessionState {
        Waiting start() {
            return new Waiting(detail, false);
        }
    }

    /**
     * No connection; there will be one after a pause.
     *
     * @param detail why there is none
     * @param refused whether the login was refused
     */
    record Waiting(String detail, boolean refused) implements SessionState {
        Connecting connect() {
            return new Connecting(detail);
        }
    }

    /**
     * A connection is being opened.
     *
     * @param detail why there was none
     */
    record Connecting(String detail) implements SessionState {
        LoggingIn opened() {
            return new LoggingIn(detail);
        }
    }

    /**
     * The connection is open, the login not answered.
     *
     * @param detail why there was no session
     */
    record LoggingIn(String detail) implements SessionState {
        Up accepted() {
            return new Up();
        }
    }

    /** Logged in. */
    record Up() implements SessionState {
        @Override
        public String detail() {
            return "";
        }

        Draining drain(String why, boolean forGood) {
            return new Draining(why, forGood);
        }
    }

    /** Logged in before, left because there was nothing to send, and back as soon as there is. */
    record Dormant() implements SessionState {
        @Override
        public String detail() {
            return "";
        }

        Waiting wake() {
            return new Waiting("", false);
        }
    }

    /**
     * Takes no more work, waits for answers if it was logged in, and ends its connection.
     *
     * @param detail why
     * @param forGood whether it is closed then, and not only at rest
     */
    record Draining(String detail, boolean forGood) implements SessionState {}

    /** Ended for good. */
    record Closed() implements SessionState {
        @Override
        public String detail() {
            return "closed";
        }
    }
}
