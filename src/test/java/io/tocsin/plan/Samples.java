package io.tocsin.plan;

import io.tocsin.warning.BatchId;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Warnings and playbooks to decide about. */
final class Samples {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final Instant NOON = Instant.parse("2026-03-01T04:00:00Z");
    static final Step SMS = new Step(Channel.SMS, "fraud-sms", 3, false);
    static final Step CALL = new Step(Channel.VOICE, "fraud-warning", 2, false);
    static final Playbook SMS_ONLY = Playbook.chain("sms", List.of(SMS), RetryRules.defaults(ZONE));
    static final Playbook SMS_THEN_CALL = Playbook.chain("both", List.of(SMS, CALL), RetryRules.defaults(ZONE));
    static final AmbiguousRule RESEND = new AmbiguousRule(Duration.ofMinutes(10), AmbiguousRule.Then.RESEND);

    private Samples() {}

    static Warning warning(@Nullable Instant expiresAt) {
        return warning(Grade.LOW, expiresAt);
    }

    static Warning warning(Grade grade, @Nullable Instant expiresAt) {
        return new Warning(new WarningId(1, 2, 3), new BatchId("0123456789abcdef"), "watchman", "A-1",
                new Phone("8613800138000"), Operator.MOBILE, grade, "", "", Map.of(), "default", NOON, null, expiresAt);
    }

    static Progress inFlight(int stepAttempts, int attempts) {
        return new Progress(WarningState.IN_FLIGHT, CauseClass.NONE, 7, 5, 0, stepAttempts, attempts, 0, 1, 0, 9);
    }

    static Progress awaiting(int stepAttempts, int attempts, int flags) {
        return new Progress(WarningState.AWAITING_RECEIPT, CauseClass.NONE, 7, 5, 0, stepAttempts, attempts, 0, 1,
                flags, 0);
    }

    static Planner.Question ask(Progress progress, Playbook playbook) {
        return new Planner.Question(warning(null), progress, playbook, RESEND, NOON, 0.5);
    }

    static Cause cause(CauseClass type) {
        return new Cause(type, "RAW:" + type);
    }
}
