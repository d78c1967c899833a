package io.tocsin.review.rule;

import io.tocsin.config.value.Checks;
import io.tocsin.warning.Grade;
import java.time.Duration;
import java.util.Set;

/**
 * What flags a number besides a dialog that finds a victim, {@code review.rules}.
 *
 * @param exhausted grades whose warnings are flagged when they were tried and nobody was reached
 * @param askedHuman whether a person who was put through to a seat is flagged
 * @param refused how often a person must refuse one warning's calls; 0 for never
 * @param busy how many calls in a row of one warning must find the number engaged; 0 for never
 * @param busyWithin in which time that must be: a number that stays engaged may be talking to a
 *            swindler, one that is engaged now and then is not
 * @param reply which replies flag a number
 */
public record FlagRules(Set<Grade> exhausted, boolean askedHuman, int refused, int busy, Duration busyWithin,
        ReplyRule reply) {
    /** Copies the set and refuses what is out of range. */
    public FlagRules {
        exhausted = Set.copyOf(exhausted);
        new Checks().between("refused", refused, 0, 20).between("busy", busy, 0, 20)
                .between("busyWithin", busyWithin, Duration.ofSeconds(30), Duration.ofHours(24)).done();
    }

    /** What holds unless the file says otherwise. */
    public static FlagRules defaults() {
        return new FlagRules(Set.of(Grade.URGENT, Grade.HIGH), true, 2, 3, Duration.ofMinutes(30),
                ReplyRule.defaults());
    }
}
