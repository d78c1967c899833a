package io.tocsin.review;

import io.tocsin.review.dictionary.Dictionary;
import io.tocsin.review.figure.Balance;
import io.tocsin.review.figure.CaseFilter;
import io.tocsin.review.figure.CasePage;
import io.tocsin.review.figure.Changes;
import io.tocsin.review.figure.DayFigures;
import io.tocsin.review.figure.ReviewerFigures;
import io.tocsin.review.figure.Summary;
import io.tocsin.review.figure.UnitFigures;
import io.tocsin.review.item.Case;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.CaseRow;
import io.tocsin.review.item.Reviewer;
import io.tocsin.review.item.Token;
import io.tocsin.warning.Phone;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be read about cases; changes nothing. Only cases are told that the asker sees. Throws
 * {@link io.tocsin.warning.StoreUnavailableException} when the store does not answer.
 */
public interface CaseReads {
    /** Most cases of a page. */
    int MOST_ROWS = 200;
    /** Most days of one question. */
    int MOST_DAYS = 400;

    /** One case; empty when there is none that the asker sees. */
    Optional<Case> one(Reviewer who, CaseId id);

    /** Cases by their ids, in that order; those that the asker does not see are left out. */
    List<CaseRow> rows(Reviewer who, List<CaseId> ids);

    /**
     * Whether that token holds the case now, as before a number is revealed.
     *
     * @throws io.tocsin.review.failure.LeaseLostException when it does not
     * @throws io.tocsin.review.failure.NoSuchCaseException when there is none
     */
    void check(Reviewer who, CaseId id, Token token);

    /**
     * Some cases of a list.
     *
     * @param cursor of the page before, null for the first
     * @param limit 1 to {@link #MOST_ROWS}
     * @throws IllegalArgumentException when it is no cursor
     */
    CasePage page(Reviewer who, CaseFilter filter, @Nullable String cursor, int limit);

    /** The cases of a number, the open one first, then the newest, at most 51. */
    List<CaseRow> of(Reviewer who, Phone phone);

    /** How the queue stands. */
    Summary summary(Reviewer who);

    /** The reviewers that were there today. */
    List<ReviewerFigures> reviewers(Reviewer who);

    /**
     * What happened, day by day.
     *
     * @param to inclusive, at most {@link #MOST_DAYS} behind {@code from}
     */
    List<DayFigures> days(Reviewer who, LocalDate from, LocalDate to);

    /**
     * What happened in the units that the asker sees, those of their own and all above them within the
     * asker's; a unit's figures have those of the units below it. In the order of their paths, behind
     * them the cases without a unit. The deepest are left out when there are more than fit.
     *
     * @param to inclusive, at most {@link #MOST_DAYS} behind {@code from}
     */
    List<UnitFigures> units(Reviewer who, LocalDate from, LocalDate to);

    /**
     * Cases that changed since, for live views.
     *
     * @param cursor of the last look, null to begin now
     */
    Changes changes(Reviewer who, @Nullable String cursor);

    /** The dictionary that is in use. */
    Dictionary dictionary();

    /** The dictionary of a version that cases were closed under; empty when it is not known. */
    Optional<Dictionary> dictionary(int version);

    /**
     * Looks at every case there is; takes seconds with a hundred thousand. What it finds lost stands in
     * each {@link #summary} from then on.
     */
    Balance balance();
}
