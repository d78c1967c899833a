package io.tocsin.simulate.pbx;

import io.tocsin.simulate.Mix;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What will become of one call. Numbers may say so by their last four digits: {@code 0CCC} ends at
 * once with the SIP code CCC, {@code 1CCC} after ringing, {@code 3QQQ} with 480 and the Q.850 cause
 * QQQ in a Reason header, {@code 2000} is answered, {@code 2009} is answered and hung up by the
 * person, {@code 2180} rings for ever, {@code 2100} does not even ring, {@code 4000} is never heard
 * of again, {@code 4001} has no channel, {@code 4002} is refused, {@code 4003} is lost whole.
 *
 * @param kind of the end
 * @param sip the SIP code of a failure, else 0
 * @param cause the Q.850 cause of a failure, else 0
 * @param rings whether it rings before it fails
 */
public record CallFate(Kind kind, int sip, int cause, boolean rings) {
    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;
    private static final Pattern CODE = Pattern.compile("[3-6][0-9]{2}");
    /** Whoever answers does something then, see {@link Citizen}. */
    private static final Pattern ANSWERED = Pattern.compile("2[5-8][0-9]{2}");
    private static final Pattern CAUSE = Pattern.compile("q([0-9]{1,3})");
    /** SIP to Q.850 as res/res_pjsip.c, ast_sip_hangup_sip2cause, of Asterisk 22 has it. */
    private static final Map<Integer, Integer> CAUSES = Map.ofEntries(Map.entry(302, 23), Map.entry(401, 21),
            Map.entry(403, 21), Map.entry(404, 1), Map.entry(407, 21), Map.entry(408, 18), Map.entry(409, 41),
            Map.entry(410, 22), Map.entry(420, 3), Map.entry(480, 19), Map.entry(483, 19), Map.entry(484, 28),
            Map.entry(485, 1), Map.entry(486, 17), Map.entry(488, 58), Map.entry(500, 38), Map.entry(501, 29),
            Map.entry(502, 27), Map.entry(503, 34), Map.entry(504, 102), Map.entry(505, 127), Map.entry(600, 17),
            Map.entry(603, 21), Map.entry(604, 1), Map.entry(606, 58));

    /** How it goes. */
    public enum Kind {
        /** Answered, and hung up by the Asterisk when the time is over. */
        ANSWER,
        /** Answered, and hung up by the person. */
        LEAVE,
        /** Refused by the network or the person. */
        FAIL,
        /** Rings until somebody gives up. */
        RING,
        /** Is dialled and does not ring. */
        TRY,
        /** A channel that nothing is ever heard of again. */
        DEAD,
        /** No channel can be made. */
        NO_CHANNEL,
        /** The action is refused. */
        REFUSED,
        /** The action is lost. */
        LOST
    }

    /**
     * The fate that a word of a mix, or a number's end, names: a kind in lower case as {@code answer},
     * {@code leave} or {@code ring}; a SIP code as {@code 486}; a Q.850 cause as {@code q20}.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public static CallFate of(String word) {
        Matcher cause = CAUSE.matcher(word);
        if (cause.matches()) {
            return new CallFate(Kind.FAIL, 480, Integer.parseInt(cause.group(1)), false);
        }
        if (CODE.matcher(word).matches()) {
            int sip = Integer.parseInt(word);
            return new CallFate(Kind.FAIL, sip, cause(sip), true);
        }
        try {
            return new CallFate(Kind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')), 0, 0, false);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "expected answer, leave, ring, try, dead, no-channel, refused, lost, a SIP code like 486 or a cause like q20, got '"
                            + word + "'",
                    e);
        }
    }

    /**
     * The fate of a call: by the number's end if it says one, else drawn, the same for the same seed.
     */
    static CallFate of(Mix mix, long seed, String number, String id) {
        CallFate told = told(number.length() < 4 ? "" : number.substring(number.length() - 4));
        if (told != null) {
            return told;
        }
        long place = (seed * GOLDEN + number.hashCode()) * GOLDEN + id.hashCode();
        return of(mix.at(new SplittableRandom(place).nextDouble()));
    }

    private static @Nullable CallFate told(String end) {
        return switch (end) {
            case "2000" -> of("answer");
            case "2009" -> of("leave");
            case "2180" -> of("ring");
            case "2100" -> of("try");
            case "4000" -> of("dead");
            case "4001" -> of("no-channel");
            case "4002" -> of("refused");
            case "4003" -> of("lost");
            default -> coded(end);
        };
    }

    private static @Nullable CallFate coded(String end) {
        if (ANSWERED.matcher(end).matches()) {
            return of("answer");
        }
        if (end.startsWith("3")) {
            return of("q" + end.substring(1));
        }
        boolean rings = end.startsWith("1");
        if ((rings || end.startsWith("0")) && CODE.matcher(end.substring(1)).matches()) {
            int sip = Integer.parseInt(end.substring(1));
            return new CallFate(Kind.FAIL, sip, cause(sip), rings);
        }
        return null;
    }

    private static int cause(int sip) {
        return CAUSES.getOrDefault(sip, sip >= 500 && sip < 600 ? 34 : 127);
    }
}
