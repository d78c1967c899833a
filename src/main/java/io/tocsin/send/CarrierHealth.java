package io.tocsin.send;

/**
 * How a carrier is.
 *
 * @param sessionsUp sessions that are logged in
 * @param sessions sessions this node should have; of an account that nodes share, those it has by
 *            lease
 * @param of sessions of the whole account, all nodes together
 * @param windowUsed submits without a response, over all sessions
 * @param window submits that may be without a response, over all sessions
 * @param detail why it is not fully up, as {@code login refused: 3 authentication failed}; empty
 *            when it is
 */
public record CarrierHealth(int sessionsUp, int sessions, int of, int windowUsed, int window, String detail) {
    /** Of a carrier whose sessions are all this node's. */
    public CarrierHealth(int sessionsUp, int sessions, int windowUsed, int window, String detail) {
        this(sessionsUp, sessions, sessions, windowUsed, window, detail);
    }

    /** Whether at least one session can send. */
    public boolean isUp() {
        return sessionsUp > 0;
    }
}
