package io.tocsin.send.voice;

import io.tocsin.config.value.Checks;
import io.tocsin.send.CauseOverrides;
import io.tocsin.warning.CauseClass;
import java.time.Duration;
import java.util.Map;

/**
 * A SIP trunk behind an Asterisk.
 *
 * @param name of the carrier
 * @param dial what is dialled, as {@code PJSIP/{number}@trunk-1}; {@code {number}} is the number as
 *            dialled inside China
 * @param callerId the number shown to the person, 3 to 20 digits with or without a plus
 * @param calls concurrent calls of this node, 1 to 10,000
 * @param ringTimeout how long to let it ring, 100 ms to 2 minutes
 * @param longest how long an answered call may last, 1 second to an hour; then it is hung up
 * @param causes meanings of raw causes that are other than usual, see {@link CallCauses}
 */
public record TrunkConfig(String name, String dial, String callerId, int calls, Duration ringTimeout, Duration longest,
        CauseOverrides causes) {
    /** Stands in {@code dial} for the number. */
    public static final String NUMBER = "{number}";
    /** Default of {@code calls}: the lines of one E1. */
    public static final int CALLS = 30;
    /** Default of {@code ringTimeout}. */
    public static final Duration RING_TIMEOUT = Duration.ofSeconds(35);
    /** Default of {@code longest}: dialogs bound themselves; a talk with 96110 may take its time. */
    public static final Duration LONGEST = Duration.ofMinutes(30);

    /** Refuses what is out of range. */
    public TrunkConfig {
        // One channel of one technology: & would ring somebody else too, a comma begins options.
        new Checks().matches("dial", dial, "[A-Za-z0-9]+/[^&,\\s]*\\{number}[^&,\\s]*",
                "one channel with {number} in it, as PJSIP/{number}@trunk-1")
                .matches("callerId", callerId, "\\+?[0-9]{3,20}", "3 to 20 digits")
                .between("calls", calls, 1, 10_000)
                .between("ringTimeout", ringTimeout, Duration.ofMillis(100), Duration.ofMinutes(2))
                .between("longest", longest, Duration.ofSeconds(1), Duration.ofHours(1)).done();
    }

    /** With a few classes that are other than usual. */
    public TrunkConfig(String name, String dial, String callerId, int calls, Duration ringTimeout, Duration longest,
            Map<String, CauseClass> causes) {
        this(name, dial, callerId, calls, ringTimeout, longest, new CauseOverrides.Classes(causes));
    }

    /** How the names of its channels begin, up to their last hyphen, as {@code PJSIP/trunk-1}. */
    String endpoint() {
        int technology = dial.indexOf('/') + 1;
        String first = dial.substring(technology).split("/", 2)[0];
        return dial.substring(0, technology) + first.substring(first.indexOf('@') + 1);
    }

    /** What is dialled for a number. */
    String channel(String number) {
        return dial.replace(NUMBER, number);
    }
}
