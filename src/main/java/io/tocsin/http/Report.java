package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tocsin.report.export.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A report as it is handed out.
 *
 * @param lines period by period
 * @param sum all of them together
 * @param units unit by unit, each with those below it
 */
record Report(List<ReportLine> lines, ReportLine sum, List<ReportUnit> units) {
    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("days");
        for (ReportLine line : lines) {
            line.write(json);
        }
        json.writeEndArray();
        json.writeFieldName("sum");
        sum.write(json);
        json.writeArrayFieldStart("units");
        for (ReportUnit unit : units) {
            unit.write(json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** The same as a workbook: a sheet by time, and one by unit. */
    byte[] workbook(Language language) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean english = language == Language.EN;
        try (Workbook book = new Workbook(out, "Tocsin", "1.0")) {
            byTime(book.newWorksheet(english ? "report" : "复核报表"), language);
            byUnit(book.newWorksheet(english ? "by unit" : "按单位"), language);
        } catch (IOException e) {
            throw new UncheckedIOException("an array takes everything", e);
        }
        return out.toByteArray();
    }

    private void byTime(Worksheet sheet, Language language) {
        ReportColumn[] columns = ReportColumn.values();
        for (int c = 0; c < columns.length; c++) {
            head(sheet, c, columns[c].title(language), c == 0 ? 26 : 14);
        }
        for (int r = 0; r <= lines.size(); r++) {
            ReportLine line = r < lines.size() ? lines.get(r) : sum;
            for (int c = 0; c < columns.length; c++) {
                cell(sheet, r + 1, c, columns[c].of(line, language));
            }
        }
        sheet.freezePane(1, 1);
        sheet.range(lines.size() + 1, 0, lines.size() + 1, columns.length - 1).style().bold().set();
    }

    private void byUnit(Worksheet sheet, Language language) {
        boolean english = language == Language.EN;
        head(sheet, 0, english ? "Unit (with those below)" : "单位（含下级）", 34);
        ReportColumn[] columns = ReportColumn.values();
        for (int c = 1; c < columns.length; c++) {
            head(sheet, c, columns[c].title(language), 14);
        }
        head(sheet, columns.length, english ? "Open now" : "现未办结", 14);
        head(sheet, columns.length + 1, english ? "Late now" : "现已超时", 14);
        for (int r = 0; r < units.size(); r++) {
            ReportUnit unit = units.get(r);
            sheet.value(r + 1, 0, unit.title(language));
            for (int c = 1; c < columns.length; c++) {
                if (unit.sends() || !columns[c].isOfWarnings()) {
                    cell(sheet, r + 1, c, columns[c].of(unit.line(), language));
                }
            }
            cell(sheet, r + 1, columns.length, unit.waiting());
            cell(sheet, r + 1, columns.length + 1, unit.breached());
        }
        sheet.freezePane(1, 1);
    }

    private static void head(Worksheet sheet, int column, String title, int width) {
        sheet.value(0, column, title);
        sheet.width(column, width);
        sheet.style(0, column).bold().set();
    }

    private static void cell(Worksheet sheet, int r, int c, Object value) {
        switch (value) {
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
            default -> throw new IllegalStateException("no cell for " + value);
        }
    }
}
