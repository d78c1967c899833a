package io.tocsin.dispatch.run;

import io.tocsin.dispatch.settle.Decisions;
import io.tocsin.plan.Suppression;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Standing;
import io.tocsin.warning.Transition;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Says of a warning nobody asked about whether its time has come. Pure but for the decisions it
 * asks.
 */
final class Overdue {
    private static final AttemptEnd LOST = new AttemptEnd.Unknown(new Cause(CauseClass.AMBIGUOUS, "node-lost"));

    private final Decisions decisions;
    private final Duration receiptWait;

    Overdue(Decisions decisions, Duration receiptWait) {
        this.decisions = decisions;
        this.receiptWait = receiptWait;
    }

    /**
     * The change that is due.
     *
     * @param carrier name of the carrier of its latest attempt
     * @return empty while it may go on waiting
     */
    Optional<Transition> check(Standing standing, String carrier, Instant now) {
        Progress progress = standing.progress();
        return switch (progress.state()) {
            case READY, SCHEDULED -> hasExpired(standing, now)
                    ? Optional.of(Decisions.transition(standing, Suppression.expired(progress), List.of()))
                    : Optional.empty();
            case AWAITING_RECEIPT -> awaiting(standing, carrier, now);
            case IN_FLIGHT, REACHED, UNREACHED, SUPPRESSED, EXPIRED, CANCELLED -> Optional.empty();
        };
    }

    private static boolean hasExpired(Standing standing, Instant now) {
        Instant end = standing.warning().expiresAt();
        return end != null && !now.isBefore(end);
    }

    private Optional<Transition> awaiting(Standing standing, String carrier, Instant now) {
        boolean ambiguous = standing.progress().has(Progress.AMBIGUOUS);
        Duration wait = ambiguous ? decisions.rule(carrier).waitFor() : receiptWait;
        Instant since = standing.warning().acceptedAt().plusSeconds(standing.progress().at());
        if (now.isBefore(since.plus(wait))) {
            return Optional.empty();
        }
        AttemptEnd end = ambiguous ? new AttemptEnd.WaitOver() : new AttemptEnd.NoReceipt();
        return Optional.of(decisions.decide(standing, end, carrier, List.of(), now));
    }

    /** A warning that a dead node held: nobody knows whether it was sent. */
    Transition orphan(Standing standing, String carrier, Instant now) {
        if (standing.progress().state() != WarningState.IN_FLIGHT) {
            throw new IllegalArgumentException("got an orphan " + standing.progress().state() + ", expected IN_FLIGHT");
        }
        return decisions.decide(standing, LOST, carrier, List.of(), now);
    }
}
