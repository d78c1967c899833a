package io.tocsin.http;

import io.tocsin.http.Problem.Holding;
import io.tocsin.review.failure.BadDispositionException;
import io.tocsin.review.failure.CaseException;
import io.tocsin.review.failure.CaseHeldException;
import io.tocsin.review.failure.LeaseLostException;
import io.tocsin.review.failure.NoSuchCaseException;
import io.tocsin.review.failure.OtherDictionaryException;
import io.tocsin.review.failure.Standing;
import io.tocsin.review.failure.UndoTooLateException;
import io.tocsin.review.failure.WrongStateException;
import java.time.Instant;

/** What is answered when something could not be done with a case. */
final class ReviewProblems {
    private ReviewProblems() {}

    static Problem of(CaseException e) {
        String detail = String.valueOf(e.getMessage());
        return switch (e) {
            case NoSuchCaseException _ -> Problem.of(ProblemType.NOT_FOUND, "there is no such case");
            case CaseHeldException held -> Problem.of(ProblemType.CASE_HELD, detail).holding(holding(held.standing()));
            case LeaseLostException lost ->
                Problem.of(ProblemType.LEASE_LOST, detail).holding(holding(lost.standing()));
            case WrongStateException wrong ->
                Problem.of(ProblemType.CONFLICT, detail).holding(holding(wrong.standing()));
            case OtherDictionaryException _ -> Problem.of(ProblemType.CONFLICT, detail);
            case UndoTooLateException _ -> Problem.of(ProblemType.UNDO_TOO_LATE, detail);
            case BadDispositionException bad -> Problem.parameter(bad.field(), "invalid", detail);
        };
    }

    private static Holding holding(Standing standing) {
        Instant until = standing.leaseUntil();
        return new Holding(standing.state().code(), standing.holder(), until == null ? null : until.toString());
    }
}
