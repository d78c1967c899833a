package io.tocsin.access.session;

import java.time.Instant;

/**
 * One log-in of one user.
 *
 * @param hash of its token, 64 hex digits
 * @param user whose it is
 * @param version of the user at the log-in; another version ends the session
 * @param begun when the password and the second factor were given
 * @param seen when something was last done in it, to some seconds
 * @param address it came from
 * @param agent what the browser called itself, at most 200 characters
 */
public record Session(String hash, String user, long version, Instant begun, Instant seen, String address,
        String agent) {
    private static final int SHOWN = 16;
    private static final int LONGEST_AGENT = 200;

    /** Cuts the browser's name. */
    public Session {
        agent = agent.substring(0, Math.min(LONGEST_AGENT, agent.length()));
    }

    /** What names it to its user; not enough to use it. */
    public String id() {
        return hash.substring(0, SHOWN);
    }
}
