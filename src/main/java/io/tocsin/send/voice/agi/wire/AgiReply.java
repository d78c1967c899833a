package io.tocsin.send.voice.agi.wire;

import java.util.Optional;

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
    private static final String RESULT = " result=";
    private static final String ENDPOS = " endpos=";
    private static final int RESULT_DIGITS = 9;
    private static final int ENDPOS_DIGITS = 15;
    private static final int DEAD = 511;
    private static final String KEYS = "0123456789*#";

    /**
     * Reads one.
     *
     * @param line without its end
     * @return empty when it is none
     */
    static Optional<AgiReply> parse(String line) {
        // By hand: each step of each dialog reads one, and a regular expression costs five times as much.
        if (digits(line, 0, 3) < 3) {
            return Optional.empty();
        }
        int at = 3;
        int result = 0;
        if (line.startsWith(RESULT, at)) {
            int from = at + RESULT.length();
            int sign = line.startsWith("-", from) ? 1 : 0;
            int digits = digits(line, from + sign, RESULT_DIGITS);
            if (digits > 0) {
                at = from + sign + digits;
                result = Integer.parseInt(line, from, at, 10);
            }
        }
        String value = "";
        int close = line.startsWith(" (", at) ? line.lastIndexOf(')') : -1;
        if (close > at) {
            value = line.substring(at + 2, close);
            at = close + 1;
        }
        int from = at + ENDPOS.length();
        int digits = line.startsWith(ENDPOS, at) ? digits(line, from, ENDPOS_DIGITS) : 0;
        return Optional.of(new AgiReply(Integer.parseInt(line, 0, 3, 10), result, value,
                digits == 0 ? 0 : Long.parseLong(line, from, from + digits, 10)));
    }

    /** How many digits come next, and no more than that. */
    private static int digits(String line, int from, int most) {
        int count = 0;
        while (count < most && from + count < line.length() && line.charAt(from + count) >= '0'
                && line.charAt(from + count) <= '9') {
            count++;
        }
        return count;
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
