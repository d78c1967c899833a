package io.tocsin.store.review.read;

import io.tocsin.store.review.Acts;
import io.tocsin.store.review.CaseBase;
import io.tocsin.store.review.Dictionaries;
import io.tocsin.store.review.read.figure.CaseDays;
import io.tocsin.store.review.read.figure.CaseUnits;
import io.tocsin.review.CaseReads;
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

/** What is read about cases in Redis. */
public final class RedisCaseReads implements CaseReads {
    private final CaseBase base;
    private final CaseRows rows;
    private final CaseLists lists;
    private final CaseCounts counts;
    private final CaseDays days;
    private final CaseUnits units;
    private final ChangeFeed feed;
    private final Acts acts;
    private final Dictionaries dictionaries;
    private volatile long lost;

    /** Works on that ground. */
    public RedisCaseReads(CaseBase base) {
        this.base = base;
        rows = new CaseRows(base);
        lists = new CaseLists(base, rows);
        counts = new CaseCounts(base);
        days = new CaseDays(base);
        units = new CaseUnits(base);
        feed = new ChangeFeed(base);
        acts = new Acts(base);
        dictionaries = new Dictionaries(base.redis());
    }

    @Override
    public Optional<Case> one(Reviewer who, CaseId id) {
        return rows.whole(who, id);
    }

    @Override
    public List<CaseRow> rows(Reviewer who, List<CaseId> ids) {
        return rows.rows(ids).stream().filter(who::sees).toList();
    }

    @Override
    public void check(Reviewer who, CaseId id, Token token) {
        acts.run(new Acts.Act("check", who, id, token.text().isEmpty() ? "none" : token.text()),
                base.config().lease());
    }

    @Override
    public CasePage page(Reviewer who, CaseFilter filter, @Nullable String cursor, int limit) {
        return lists.page(who, filter, cursor, Math.clamp(limit, 1, MOST_ROWS));
    }

    @Override
    public List<CaseRow> of(Reviewer who, Phone phone) {
        return rows(who, rows.of(phone));
    }

    @Override
    public Summary summary(Reviewer who) {
        return counts.summary(who, lost);
    }

    @Override
    public List<ReviewerFigures> reviewers(Reviewer who) {
        return days.reviewers();
    }

    @Override
    public List<DayFigures> days(Reviewer who, LocalDate from, LocalDate to) {
        LocalDate last = to.isAfter(from.plusDays(MOST_DAYS - 1L)) ? from.plusDays(MOST_DAYS - 1L) : to;
        return days.days(who, from, last);
    }

    @Override
    public List<UnitFigures> units(Reviewer who, LocalDate from, LocalDate to) {
        LocalDate last = to.isAfter(from.plusDays(MOST_DAYS - 1L)) ? from.plusDays(MOST_DAYS - 1L) : to;
        return units.of(who, from, last);
    }

    @Override
    public Changes changes(Reviewer who, @Nullable String cursor) {
        return feed.changes(who, cursor);
    }

    @Override
    public Dictionary dictionary() {
        return base.dictionary().get();
    }

    @Override
    public Optional<Dictionary> dictionary(int version) {
        return version == dictionary().version() ? Optional.of(dictionary()) : dictionaries.find(version);
    }

    @Override
    public Balance balance() {
        Balance found = new CaseWalk(base).balance();
        lost = found.lost().size();
        return found;
    }
}
