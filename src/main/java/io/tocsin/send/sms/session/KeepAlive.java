package io.tocsin.send.sms.session;

import io.tocsin.send.sms.session.SessionSettings.KeepAliveRule;

/**
 * When to ask a silent carrier whether it is there. Anything heard from it counts as an answer.
 */
final class KeepAlive {
    /** What to do now. */
    enum Step {
        NOTHING, ASK, GIVE_UP, LEAVE
    }

    private final KeepAliveRule rule;
    private long heardAt;
    private long askedAt;
    private int asked;

    KeepAlive(KeepAliveRule rule, long now) {
        this.rule = rule;
        this.heardAt = now;
    }

    /** Something came from the carrier. */
    void heard(long now) {
        heardAt = now;
        asked = 0;
    }

    /** Looks at the clock; what it answers is taken as done. */
    Step tick(long now) {
        if (rule.leaves()) {
            return now - heardAt >= rule.idle().toNanos() ? Step.LEAVE : Step.NOTHING;
        }
        boolean due = asked == 0
                ? now - heardAt >= rule.idle().toNanos()
                : now - askedAt >= rule.answer().toNanos();
        if (!due) {
            return Step.NOTHING;
        }
        if (asked == rule.tries()) {
            return Step.GIVE_UP;
        }
        asked++;
        askedAt = now;
        return Step.ASK;
    }
}
