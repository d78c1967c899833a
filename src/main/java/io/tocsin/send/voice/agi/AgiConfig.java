package io.tocsin.send.voice.agi;

import io.tocsin.config.value.Checks;
import java.time.Duration;

/**
 * Where this node's FastAGI listens, and what it grants a call.
 *
 * @param bind the address to listen on; whoever reaches it can flag people, so never a public one
 * @param port there, 0 for any free one
 * @param advertise what the Asterisks are told to connect to, {@code host:port}; empty for
 *            {@code bind} and the port, which a wildcard address cannot do
 * @param calls how many calls may be held together; the next hears the recorded warning
 * @param fallback what is played, once in a call, in place of a prompt that cannot be had: a path
 *            on the Asterisk without ending; empty for nothing
 * @param recording whether calls are recorded
 * @param patience how long to wait for what
 */
public record AgiConfig(String bind, int port, String advertise, int calls, String fallback, RecordingConfig recording,
        Patience patience) {
    /** The port of the protocol. */
    public static final int USUAL_PORT = 4573;
    /** The usual bound; a call takes about 20 kB. */
    public static final int USUAL_CALLS = 5000;

    /** Refuses what is out of range. */
    public AgiConfig {
        boolean wildcard = bind.equals("0.0.0.0") || bind.equals("::");
        new Checks().matches("bind", bind, "[0-9a-fA-F.:]{2,45}", "an IP address")
                .between("port", port, 0, 65_535)
                .matches("advertise", advertise, "|[\\w.-]{1,200}:[0-9]{1,5}|\\[[0-9a-fA-F:]{2,45}]:[0-9]{1,5}",
                        "host:port, or nothing")
                .that(!wildcard || !advertise.isEmpty(), "advertise", "nothing with bind " + bind,
                        "the host:port that an Asterisk can connect to")
                .between("calls", calls, 1, 50_000)
                .matches("fallback", fallback, "[^\\p{Cntrl}\"]{0,255}", "a path without ending, or nothing").done();
    }

    /** On loopback, for an Asterisk on the same machine. */
    public static AgiConfig local(int port) {
        return new AgiConfig("127.0.0.1", port, "", USUAL_CALLS, "", RecordingConfig.NONE, Patience.USUAL);
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
