package io.tocsin.send.voice.ami;

import io.tocsin.config.value.Secret;
import io.tocsin.net.Backoff;
import java.time.Duration;

/**
 * An AMI account and how patient to be with its Asterisk.
 *
 * @param host of the Asterisk
 * @param port of its AMI, usually 5038
 * @param account in its manager.conf
 * @param secret of the account
 * @param patience how long to wait for what
 * @param reconnect pauses after a loss
 * @param refused pauses after a refused login, longer: it is a person who has to mend that
 */
public record AmiSettings(String host, int port, String account, Secret secret, Patience patience, Backoff reconnect,
        Backoff refused) {
    /** The usual patience for an account. */
    public AmiSettings(String host, int port, String account, Secret secret) {
        this(host, port, account, secret, Patience.USUAL, new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5)),
                new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(2)));
    }

    /**
     * How long to wait. All longer than zero.
     *
     * @param connect for a connection to open
     * @param login from there until logged in and fully booted
     * @param ping between two pings
     * @param silence without hearing anything; then the connection is taken for dead; longer than
     *            {@code ping}
     * @param tick how often to look at the clock
     */
    public record Patience(Duration connect, Duration login, Duration ping, Duration silence, Duration tick) {
        /** For an Asterisk in the same house. */
        public static final Patience USUAL = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(15),
                Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMillis(50));

        /** Refuses a silence that no ping can break. */
        public Patience {
            if (!tick.isPositive() || !connect.isPositive() || !login.isPositive() || !ping.isPositive()
                    || silence.compareTo(ping) <= 0) {
                throw new IllegalArgumentException("expected times above zero and a silence longer than the ping, got "
                        + connect + ", " + login + ", " + ping + ", " + silence + ", " + tick);
            }
        }
    }
}
