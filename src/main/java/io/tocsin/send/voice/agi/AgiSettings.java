package io.tocsin.send.voice.agi;

import io.tocsin.config.value.Checks;
import java.time.Duration;

/**
 * Where this node's FastAGI listens, and what it grants a call.
 *
 * @param bind the address to listen on; whoever reaches it can flag people, so never a public one
 * @param port there, 0 for any free one
 * @param advertise the address by which the Asterisks reach it, an IP address or a host's name; not
 *            a wildcard
 * @param calls how many calls may be held together; the next hears the recorded warning
 * @param fallback what is played, once in a call, in place of a prompt that cannot be had: a path
 *            on the Asterisk without ending; empty for nothing
 * @param recording whether calls are recorded
 * @param patience how long to wait for what
 */
public record AgiSettings(String bind, int port, String advertise, int calls, String fallback,
        RecordingConfig recording,
        Patience patience) {
    /** The usual bound. */
    public static final int USUAL_CALLS = 5000;

    /** Refuses what is out of range. */
    public AgiSettings {
        new Checks().matches("bind", bind, "localhost|[0-9a-fA-F.:]{2,45}", "an IP address, or localhost")
                .between("port", port, 0, 65_535)
                .matches("advertise", advertise, "(?!0\\.0\\.0\\.0$|[0:]+$)[A-Za-z0-9:][\\w.:-]{0,200}",
                        "an address that an Asterisk can connect to")
                .between("calls", calls, 1, 50_000)
                .matches("fallback", fallback, "[^\\p{Cntrl}\"]{0,255}", "a path without ending, or nothing").done();
    }

    /** On loopback, for an Asterisk on the same machine. */
    public static AgiSettings local(int port) {
        return new AgiSettings("127.0.0.1", port, "127.0.0.1", USUAL_CALLS, "", RecordingConfig.NONE, Patience.USUAL);
    }

    /**
     * How long to wait. All longer than zero.
     *
     * @param command for a command that Asterisk does at once, and beyond what any other takes
     * @param callee for what is known about a person; the dialog does without when it is over
     * @param prompt for a prompt that is not there yet; then it is left out
     * @param flag for a flag to be durable; then the call goes on and the flag is written behind it
     * @param keep how long such a flag is tried again
     * @param transfer for a transferred call, from its first ring to its end
     */
    public record Patience(Duration command, Duration callee, Duration prompt, Duration flag, Duration keep,
            Duration transfer) {
        /** For an Asterisk and a store in the same house. */
        public static final Patience USUAL = new Patience(Duration.ofSeconds(5), Duration.ofMillis(800),
                Duration.ofMillis(1500), Duration.ofSeconds(2), Duration.ofHours(1), Duration.ofMinutes(30));

        /** Refuses what is not longer than zero. */
        public Patience {
            if (!command.isPositive() || !callee.isPositive() || !prompt.isPositive() || !flag.isPositive()
                    || !keep.isPositive() || !transfer.isPositive()) {
                throw new IllegalArgumentException("expected times above zero, got " + command + ", " + callee + ", "
                        + prompt + ", " + flag + ", " + keep + " and " + transfer);
            }
        }
    }
}
