package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tocsin.report.day.DayCounts;
import io.tocsin.report.export.Language;
import io.tocsin.review.figure.DayFigures;
import io.tocsin.review.figure.UnitFigures;
import io.tocsin.warning.WarningState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lines of a report put together, and the workbook they make. */
class ReportTest {
    /** A Saturday. */
    private static final LocalDate FIRST = LocalDate.of(2026, 8, 29);

    private static DayCounts counts(LocalDate day, long reached, long unreached) {
        return new DayCounts(day, 1, reached + unreached, Map.of(WarningState.REACHED, reached, WarningState.UNREACHED,
                unreached), 1);
    }

    private static DayFigures figures(LocalDate day, long closed, long savedFen) {
        return new DayFigures(day, 2, 0, 2, closed, 0, Map.of("dissuaded", closed), savedFen, 0, Map.of());
    }

    private static List<ReportLine> days() {
        return FIRST.datesUntil(FIRST.plusDays(5)).map(day -> ReportLine.of(counts(day, 3, 1), figures(day, 1, 250)))
                .toList();
    }

    @Test
    void weeks_begin_on_monday_and_months_on_their_first_and_are_cut_by_the_days_asked_for() {
        assertThat(ReportPeriod.WEEK.lines(days())).extracting(ReportLine::day, ReportLine::last, ReportLine::warnings)
                .containsExactly(tuple(FIRST, FIRST.plusDays(1), 8L),
                        tuple(FIRST.plusDays(2), FIRST.plusDays(4), 12L));
        assertThat(ReportPeriod.MONTH.lines(days())).extracting(ReportLine::last, ReportLine::savedFen)
                .containsExactly(tuple(LocalDate.of(2026, 8, 31), 750L),
                        tuple(LocalDate.of(2026, 9, 2), 500L));
        assertThat(ReportPeriod.DAY.lines(days())).isEqualTo(days());
    }

    @Test
    void warnings_of_a_unit_are_those_of_its_clients_and_of_clients_below_it() {
        List<ReportUnit> units = ReportUnit.of(List.of(unit("呼伦贝尔"), unit("呼伦贝尔/海拉尔"), unit("呼伦贝尔/满洲里"), unit(null)),
                Map.of("hailar", "呼伦贝尔/海拉尔", "city", "呼伦贝尔"),
                Map.of("hailar", counts(FIRST, 1, 1), "city", counts(FIRST, 2, 2), "other", counts(FIRST, 5, 5)));
        assertThat(units).extracting(ReportUnit::sends).containsExactly(true, true, false, true);
        assertThat(units).extracting(each -> each.line().warnings()).containsExactly(6L, 2L, 0L, 10L);
    }

    private static UnitFigures unit(@Nullable String path) {
        return new UnitFigures(path, 4, 1, figures(FIRST, 1, 250));
    }

    @Test
    void the_workbook_has_a_sheet_by_time_and_one_by_unit_with_nothing_for_what_is_not_known() throws IOException {
        List<ReportUnit> units = ReportUnit.of(List.of(unit("呼伦贝尔"), unit("=cmd()")), Map.of("city", "呼伦贝尔"),
                Map.of("city", counts(FIRST, 3, 1)));
        Report report = new Report(ReportPeriod.WEEK.lines(days()), ReportLine.sum(days()), units);
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(report.workbook(Language.ZH)))) {
            List<Sheet> sheets = book.getSheets().toList();
            assertThat(sheets).extracting(Sheet::getName).containsExactly("复核报表", "按单位");
            List<Row> time = sheets.getFirst().read();
            assertThat(time.getFirst().getCellText(0)).isEqualTo("日期");
            assertThat(time.get(1).getCellText(0)).isEqualTo("2026-08-29 – 2026-08-30");
            assertThat(time.get(3).getCellText(0)).isEqualTo("合计");
            assertThat(time.get(3).getCellText(1)).isEqualTo("20");
            List<Row> unit = sheets.get(1).read();
            assertThat(unit.get(1).getCellText(0)).isEqualTo("呼伦贝尔");
            assertThat(unit.get(1).getCellText(1)).isEqualTo("4");
            assertThat(unit.get(2).getCellText(0)).as("a text, no formula").isEqualTo("=cmd()");
            assertThat(unit.get(2).getCellText(1)).isEmpty();
            assertThat(unit.get(2).getCellText(5)).isEqualTo("2");
        }
    }
}
