package io.tocsin.store.review;

import io.tocsin.review.item.Reason;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Script;
import io.tocsin.store.work.NoteText;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Warning;
import java.time.Duration;

/**
 * Makes the call that flags an attempt's warning, and opens or joins the number's case, at once.
 */
public final class Flagging {
    private final CaseBase base;
    private final long keepEvents;
    private final Script script = Script.withCases("flag");

    /**
     * Takes what it needs.
     *
     * @param keepEvents how long events are kept
     */
    public Flagging(CaseBase base, Duration keepEvents) {
        this.base = base;
        this.keepEvents = keepEvents.toMillis();
    }

    /** The call. */
    public Call call(AttemptId attempt, Warning warning, String evidence) {
        int partition = attempt.warning().partition();
        byte[] key = base.store().phones().of(warning.phone());
        return script.call(Keys.tag(partition), keepEvents, attempt.warning().block(), attempt.warning().index(),
                attempt.fence(), NoteText.bytes(evidence), key,
                base.seals().person(partition, key, new CaseSeals.Person(warning.phone(), warning.name())),
                base.time().day(), base.time().clocks(), warning.fraudType(),
                base.units().of(warning).orElse(""),
                Openings.reason(Reason.Kind.VICTIM_SUSPECTED, evidence));
    }

    /** Tells whoever listens that it was flagged; {@code opened} when that opened a case. */
    public void told(Warning warning, boolean opened) {
        base.listener().flagged(Reason.Kind.VICTIM_SUSPECTED, warning.grade(), opened);
    }

    /** Whether what was said in a call may flag its number. */
    public boolean isSuspect(String talk) {
        return base.suspects().isSuspect(talk);
    }
}
