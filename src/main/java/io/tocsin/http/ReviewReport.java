package io.tocsin.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import io.tocsin.report.day.Days;
import io.tocsin.report.export.Language;
import io.tocsin.review.figure.DayFigures;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The daily, weekly or monthly report: what was warned of, reached, reviewed and saved, period by
 * period with a line for all of them, and unit by unit; as JSON or as a workbook.
 */
public final class ReviewReport implements Resource {
    private static final MediaType XLSX = MediaType
            .parse("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final int USUAL_DAYS = 7;
    private final ReviewDesk desk;
    private final Days days;
    private final Map<String, String> ofClients;
    private final InstantSource clock;

    /**
     * Reports what stands at that desk, and on those days.
     *
     * @param ofClients the units of clients by name
     */
    public ReviewReport(ReviewDesk desk, Days days, Map<String, String> ofClients, InstantSource clock) {
        this.ofClients = Map.copyOf(ofClients);
        this.desk = desk;
        this.days = days;
        this.clock = clock;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.of(HttpMethod.GET, "/v1/review/report", ReviewDesk.LEAD, this::report, "from", "to",
                "period", "format"));
    }

    private HttpResponse report(Exchange exchange) {
        LocalDate today = days.day(clock.instant());
        LocalDate to = exchange.query("to").map(text -> day("to", text)).orElse(today);
        LocalDate from = exchange.query("from").map(text -> day("from", text)).orElse(to.minusDays(USUAL_DAYS - 1));
        String format = exchange.query("format").orElse("json");
        if (!format.equals("json") && !format.equals("xlsx")) {
            throw Problem.parameter("format", "invalid", "expected json or xlsx").exception();
        }
        ReportPeriod period = exchange.query("period").map(ReportPeriod::of).orElse(ReportPeriod.DAY);
        Days.Counted counted = counted(exchange, from, to);
        List<ReportLine> lines = lines(exchange, counted, from, to);
        List<ReportUnit> units = ReportUnit.of(desk.reads.units(ReviewDesk.who(exchange), from, to), ofClients,
                counted.clients());
        // A page that shows today asks for it every few seconds: that would drown what was taken away.
        if (!format.equals("json") || !from.equals(today) || !to.equals(today)) {
            exchange.audit("review.report", from + " to " + to, null, format);
        }
        Report report = new Report(period.lines(lines), ReportLine.sum(lines), units);
        return format.equals("json") ? Json.ok(report::write) : workbook(report, from + "-" + to, exchange.language());
    }

    private Days.Counted counted(Exchange exchange, LocalDate from, LocalDate to) {
        try {
            return days.count(Own.client(exchange), from, to);
        } catch (IllegalArgumentException e) {
            throw Problem.parameter("from", "invalid", String.valueOf(e.getMessage())).exception();
        }
    }

    private List<ReportLine> lines(Exchange exchange, Days.Counted counted, LocalDate from, LocalDate to) {
        Map<LocalDate, DayFigures> figures = desk.reads.days(ReviewDesk.who(exchange), from, to).stream()
                .collect(Collectors.toMap(DayFigures::day, each -> each));
        return counted.days().stream().map(count -> ReportLine.of(count, figures.get(count.day()))).toList();
    }

    private static HttpResponse workbook(Report report, String days, Language language) {
        return HttpResponse.of(ResponseHeaders.builder(HttpStatus.OK).contentType(XLSX)
                .set(HttpHeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"report-" + days + ".xlsx\"")
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store").build(), HttpData.wrap(report.workbook(language)));
    }

    private static LocalDate day(String name, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Problem.parameter(name, "invalid", "expected a day such as 2026-08-01").exception();
        }
    }
}
