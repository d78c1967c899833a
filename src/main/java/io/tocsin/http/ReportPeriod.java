package io.tocsin.http;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What one line of a report is of: a day, a week from Monday on, a month. */
enum ReportPeriod {
    /** Each day. */
    DAY,
    /** Each week. */
    WEEK,
    /** Each month. */
    MONTH;

    /**
     * The one of that name.
     *
     * @throws ProblemException when there is none
     */
    static ReportPeriod of(String name) {
        return Arrays.stream(values()).filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name)).findFirst()
                .orElseThrow(() -> Problem.parameter("period", "invalid", "expected day, week or month").exception());
    }

    private LocalDate first(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    /** Lines of days put together; the first and last period may be cut by the days that there are. */
    List<ReportLine> lines(List<ReportLine> days) {
        Map<LocalDate, List<ReportLine>> periods = new TreeMap<>();
        for (ReportLine day : days) {
            periods.computeIfAbsent(first(Objects.requireNonNull(day.day())), _ -> new ArrayList<>()).add(day);
        }
        return periods.values().stream()
                .map(each -> ReportLine.sum(each.getFirst().day(), each.getLast().last(), each)).toList();
    }
}
