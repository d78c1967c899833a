package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import io.tocsin.report.day.DayCounts;
import io.tocsin.report.day.Days;
import io.tocsin.report.export.Language;
import io.tocsin.review.figure.DayFigures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * The daily, weekly or monthly report: what was warned of, reached, reviewed and saved, day by day,
 * with a line for all of them; as JSON or as a workbook.
 */
public final class ReviewReport implements Resource {
    private static final MediaType XLSX = MediaType
            .parse("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final int USUAL_DAYS = 7;
    private final ReviewDesk desk;
    private final Days days;
    private final InstantSource clock;

    /** Reports what stands at that desk, and on those days. */
    public ReviewReport(ReviewDesk desk, Days days, InstantSource clock) {
        this.desk = desk;
        this.days = days;
        this.clock = clock;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.of(HttpMethod.GET, "/v1/review/report", ReviewDesk.LEAD, this::report, "from", "to",
                "format"));
    }

    private HttpResponse report(Exchange exchange) {
        LocalDate today = days.day(clock.instant());
        LocalDate to = exchange.query("to").map(text -> day("to", text)).orElse(today);
        LocalDate from = exchange.query("from").map(text -> day("from", text)).orElse(to.minusDays(USUAL_DAYS - 1));
        String format = exchange.query("format").orElse("json");
        if (!format.equals("json") && !format.equals("xlsx")) {
            throw Problem.parameter("format", "invalid", "expected json or xlsx").exception();
        }
        List<ReportLine> lines = lines(exchange, from, to);
        exchange.audit("review.report", from + " to " + to, null, format);
        return format.equals("json")
                ? Json.ok(json -> json(json, lines))
                : workbook(lines, from, to, exchange.language());
    }

    private List<ReportLine> lines(Exchange exchange, LocalDate from, LocalDate to) {
        List<DayCounts> counts;
        try {
            counts = days.count(Own.client(exchange), from, to).days();
        } catch (IllegalArgumentException e) {
            throw Problem.parameter("from", "invalid", String.valueOf(e.getMessage())).exception();
        }
        List<DayFigures> figures = desk.reads.days(ReviewDesk.who(exchange), from, to);
        List<ReportLine> lines = new ArrayList<>();
        for (DayCounts count : counts) {
            lines.add(ReportLine.of(count, figures.stream().filter(each -> each.day().equals(count.day())).findFirst()
                    .orElse(null)));
        }
        lines.add(ReportLine.sum(lines));
        return lines;
    }

    private static LocalDate day(String name, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Problem.parameter(name, "invalid", "expected a day such as 2026-08-01").exception();
        }
    }

    private static void json(JsonGenerator json, List<ReportLine> lines) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("days");
        for (ReportLine line : lines.subList(0, lines.size() - 1)) {
            line.write(json);
        }
        json.writeEndArray();
        json.writeFieldName("sum");
        lines.getLast().write(json);
        json.writeEndObject();
    }

    private static HttpResponse workbook(List<ReportLine> lines, LocalDate from, LocalDate to, Language language) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "Tocsin", "1.0")) {
            Worksheet sheet = book.newWorksheet(language == Language.EN ? "report" : "复核报表");
            sheet.freezePane(1, 1);
            ReportColumn[] columns = ReportColumn.values();
            for (int c = 0; c < columns.length; c++) {
                sheet.value(0, c, columns[c].title(language));
                sheet.width(c, 14);
            }
            sheet.range(0, 0, 0, columns.length - 1).style().bold().set();
            for (int r = 0; r < lines.size(); r++) {
                row(sheet, r + 1, lines.get(r), columns, language);
            }
            sheet.range(lines.size(), 0, lines.size(), columns.length - 1).style().bold().set();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("an array takes everything", e);
        }
        return HttpResponse.of(ResponseHeaders.builder(HttpStatus.OK).contentType(XLSX)
                .set(HttpHeaderNames.CONTENT_DISPOSITION,
                        "attachment; filename=\"report-" + from + "-" + to + ".xlsx\"")
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store").build(), HttpData.wrap(out.toByteArray()));
    }

    private static void row(Worksheet sheet, int r, ReportLine line, ReportColumn[] columns, Language language) {
        for (int c = 0; c < columns.length; c++) {
            switch (columns[c].of(line, language)) {
                case String text -> sheet.value(r, c, text);
                case Long number -> sheet.value(r, c, number);
                case BigDecimal money -> {
                    sheet.value(r, c, money);
                    sheet.style(r, c).format("#,##0.00").set();
                }
                case Double share -> {
                    sheet.value(r, c, share);
                    sheet.style(r, c).format("0.0%").set();
                }
                case Object other -> throw new IllegalStateException("no cell for " + other);
            }
        }
    }
}
