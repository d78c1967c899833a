package io.tocsin.send.voice.agi.wire;

import java.time.Duration;

/**
 * The commands that we give (Asterisk's documentation, "AGI Commands").
 */
public final class Commands {
    private Commands() {}

    /**
     * Plays a file; a key of {@code keys} stops it, others are lost.
     *
     * @param path without ending
     * @param keys may be empty
     * @param offset where to begin, in samples
     */
    public static String streamFile(String path, String keys, long offset) {
        return "STREAM FILE " + quoted(path) + " " + quoted(keys) + " " + offset;
    }

    /** Waits for any key. */
    public static String waitForDigit(Duration timeout) {
        return "WAIT FOR DIGIT " + Math.max(1, timeout.toMillis());
    }

    /** Runs a dialplan application. */
    public static String exec(String application, String arguments) {
        return "EXEC " + quoted(application) + " " + quoted(arguments);
    }

    /** Goes through a part of the dialplan up to its {@code Return}. */
    public static String gosub(String context, String extension, String argument) {
        return "GOSUB " + quoted(context) + " " + quoted(extension) + " 1 " + quoted(argument);
    }

    /** Sets a variable of the call; also when it was hung up. */
    public static String setVariable(String name, String value) {
        return "SET VARIABLE " + quoted(name) + " " + quoted(value);
    }

    /** Asks for a variable of the call; also when it was hung up. */
    public static String getVariable(String name) {
        return "GET VARIABLE " + quoted(name);
    }

    /** Asks whether the call is still there. */
    public static String channelStatus() {
        return "CHANNEL STATUS";
    }

    /**
     * Has Asterisk take the call back by itself when nobody talks to it any more; the dialplan goes on
     * at its extension T.
     *
     * @param after when, zero for never; in whole seconds, fractions count as one
     */
    public static String autoHangUp(Duration after) {
        return "SET AUTOHANGUP " + after.plusNanos(999_999_999).toSeconds();
    }

    private static String quoted(String text) {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("expected one line without control characters, got " + text.length()
                    + " characters with some");
        }
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
