package io.tocsin.send.voice.agi.wire;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came of a command.
 *
 * @param code 200; 510 for an unknown command, 511 for a call that was hung up, 520 for a wrong
 *            argument
 * @param result of the command: a key's ASCII code, 0 for none, -1 for a failure or a hang-up
 * @param value what stands in parentheses, empty for nothing
 * @param endpos how far a file was played, in samples; 0 unless one was
 */
public record AgiReply(int code, int result, String value, long endpos) {
    private static final Pattern LINE = Pattern
            .compile("([0-9]{3})(?: result=(-?[0-9]{1,9}))?(?: \\((.*)\\))?(?: endpos=([0-9]{1,15}))?.*");
    private static final int DEAD = 511;
    private static final String KEYS = "0123456789*#";

    /**
     * Reads one.
     *
     * @param line without its end
     * @return empty when it is none
     */
    static Optional<AgiReply> parse(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String result = parts.group(2);
        String value = parts.group(3);
        String endpos = parts.group(4);
        return Optional.of(new AgiReply(Integer.parseInt(parts.group(1)), result == null ? 0 : Integer.parseInt(result),
                value == null ? "" : value, endpos == null ? 0 : Long.parseLong(endpos)));
    }

    /** Whether the call is no more. */
    public boolean isDead() {
        return code == DEAD;
    }

    /** Whether nothing came of it. */
    public boolean failed() {
        return code != 200 || result < 0;
    }

    /** The key that was pressed, 0 for none of 0 to 9, * and #. */
    public char key() {
        return code == 200 && result > 0 && KEYS.indexOf(result) >= 0 ? (char) result : 0;
    }
}
