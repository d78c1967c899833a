package io.tocsin.send.voice.agi;

import io.tocsin.config.value.Checks;
import io.tocsin.config.value.Listen;
import io.tocsin.send.voice.place.AgiConfig;
import java.time.Duration;

/**
 * Where this node's FastAGI listens, and what it grants a call.
 *
 * @param where it listens; whoever reaches that can flag people, so never a public address
 * @param calls how many calls may be held together; the next hears the recorded warning
 * @param fallback what is played, once in a call, in place of a prompt that cannot be had: a path
 *            on the Asterisk without ending; empty for nothing
 * @param recording whether calls are recorded
 * @param patience how long to wait for what
 */
public record AgiSettings(AgiConfig where, int calls, String fallback, RecordingConfig recording, Patience patience) {
    /** The usual bound. */
    public static final int USUAL_CALLS = 5000;

    /** Refuses what is out of range. */
    public AgiSettings {
        new Checks().between("calls", calls, 1, 50_000)
                .matches("fallback", fallback, "[^\\p{Cntrl}\"]{0,255}", "a path without ending, or nothing").done();
    }

    /** On loopback, for an Asterisk on the same machine. */
    public static AgiSettings local(int port) {
        return new AgiSettings(new AgiConfig(Listen.LOOPBACK, port, Listen.LOOPBACK), USUAL_CALLS, "",
                RecordingConfig.NONE, Patience.USUAL);
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
