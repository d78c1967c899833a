package io.tocsin.review.sample;

import io.tocsin.review.item.Reviewer;
import java.time.LocalDate;
import java.util.List;

/**
 * Samples of closed cases; port of what keeps them. Only cases are told and drawn that the asker
 * sees. Throws {@link io.tocsin.warning.StoreUnavailableException} when the store does not answer.
 */
public interface Samples {
    /** Most days of one question. */
    int MOST_DAYS = 31;
    /** Closed cases that one drawing looks at. */
    int MOST_CLOSED = 100_000;
    /** Most that are drawn at once, and told. */
    int MOST = 2_000;

    /**
     * Draws by {@link Lot} from the cases that were closed on those days and are closed now. What was
     * drawn before stays drawn.
     *
     * @param to inclusive
     * @param percent of everybody's, 1 to 100
     * @return how many are new
     * @throws IllegalArgumentException when that is too much at once
     */
    int draw(Reviewer who, LocalDate from, LocalDate to, int percent);

    /** What was drawn of those days, in the order of closing, at most {@link #MOST}. */
    List<Sampled> drawn(Reviewer who, LocalDate from, LocalDate to);

    /**
     * Keeps what came of looking at one; in place of what was said before.
     *
     * @throws io.tocsin.review.failure.NoSuchCaseException when it was not drawn
     * @throws OwnWorkException when it is the asker's own work
     */
    Sampled check(Reviewer who, SampleId id, boolean passed, String remark);
}
