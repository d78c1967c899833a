package io.tocsin.store.review.read.figure;

import io.tocsin.review.figure.DayFigures;
import io.tocsin.review.figure.UnitFigures;
import io.tocsin.review.item.CaseState;
import io.tocsin.review.item.Reviewer;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.CaseKeys;
import io.tocsin.store.redis.Codes;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.review.CaseBase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What happened unit by unit, from the counters that scripts move with the cases. */
public final class CaseUnits {
    /** Days of units that one question reads; the counters of each stand in every partition. */
    private static final int MOST = 10_000;
    private static final int MOST_UNITS = 300;
    private static final String NONE = "!";
    private final CaseBase base;

    /** Works on that ground. */
    public CaseUnits(CaseBase base) {
        this.base = base;
    }

    /** As {@link io.tocsin.review.CaseReads#units}. */
    public List<UnitFigures> of(Reviewer who, LocalDate from, LocalDate to) {
        long days = to.toEpochDay() - from.toEpochDay() + 1;
        List<String> units = fitting(known(who), Math.clamp(MOST / Math.max(1, days), 1, MOST_UNITS));
        List<UnitFigures> all = new ArrayList<>();
        for (String unit : units) {
            all.add(figures(unit, unit, from, to));
        }
        all.add(figures(null, NONE, from, to));
        return all;
    }

    /** All units there were cases of, and those above them, as far as the asker sees them. */
    private Set<String> known(Reviewer who) {
        List<Call> calls = new ArrayList<>();
        for (int p = 0; p < base.store().partitions(); p++) {
            calls.add(Call.of("SMEMBERS", CaseKeys.units(p)));
        }
        Set<String> units = new TreeSet<>();
        for (@Nullable
        Object answer : base.redis().pipeline(calls)) {
            for (@Nullable
            Object member : Reply.list(answer)) {
                String unit = Reply.text(member);
                for (int end = unit.length(); end > 0; end = unit.lastIndexOf('/', end - 1)) {
                    if (who.covers(unit.substring(0, end))) {
                        units.add(unit.substring(0, end));
                    }
                }
            }
        }
        return units;
    }

    /** The highest ones, as many as there may be, in the order of their paths. */
    private static List<String> fitting(Set<String> units, int most) {
        return units.stream().sorted(Comparator.comparingLong(unit -> unit.chars().filter(c -> c == '/').count()))
                .limit(most).sorted().toList();
    }

    private UnitFigures figures(@Nullable String unit, String key, LocalDate from, LocalDate to) {
        List<Call> now = new ArrayList<>();
        List<Call> calls = new ArrayList<>();
        for (int p = 0; p < base.store().partitions(); p++) {
            now.add(Call.of("HGETALL", Keys.caseCounters(p, key)));
            for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
                calls.add(Call.of("HGETALL", Keys.caseDay(p, day.toEpochDay(), key)));
            }
        }
        DayFigures figures = CaseDays.figures(from, CaseDays.sums(base.redis().pipeline(calls)));
        long waiting = 0;
        long breached = 0;
        for (Map.Entry<String, Long> counter : CaseDays.sums(base.redis().pipeline(now)).entrySet()) {
            char what = counter.getKey().charAt(0);
            if (what == 'b') {
                breached += counter.getValue();
            } else if (Character.isDigit(what) && Codes.caseState(what - '0') != CaseState.DONE) {
                waiting += counter.getValue();
            }
        }
        return new UnitFigures(unit, waiting, breached, figures);
    }
}
