package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tocsin.report.day.DayCounts;
import io.tocsin.report.export.Language;
import io.tocsin.review.figure.UnitFigures;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report's line of a unit and those below it. Its warnings are those of the clients of these
 * units: of which unit a person is stands in variables, and warnings are not counted by them.
 *
 * @param unit its path; null for what is of no unit
 * @param sends whether a client of these units submitted any
 * @param waiting cases that are not done, now
 * @param breached clocks of these that ran out, now
 * @param line the figures
 */
record ReportUnit(@Nullable String unit, boolean sends, long waiting, long breached, ReportLine line) {
    /**
     * The lines.
     *
     * @param ofClients units of clients by name
     * @param counts what clients submitted, by name
     */
    static List<ReportUnit> of(List<UnitFigures> figures, Map<String, String> ofClients,
            Map<String, DayCounts> counts) {
        return figures.stream().map(each -> {
            List<DayCounts> sent = counts.entrySet().stream()
                    .filter(client -> covers(each.unit(), ofClients.get(client.getKey()))).map(Map.Entry::getValue)
                    .toList();
            DayCounts sum = sent.stream().reduce(DayCounts.none(each.figures().day()), DayCounts::plus);
            return new ReportUnit(each.unit(), !sent.isEmpty(), each.waiting(), each.breached(),
                    ReportLine.of(sum, each.figures()));
        }).toList();
    }

    private static boolean covers(@Nullable String unit, @Nullable String other) {
        return unit == null ? other == null : other != null && (other.equals(unit) || other.startsWith(unit + "/"));
    }

    /** Its path in words. */
    String title(Language language) {
        return unit != null ? unit : language == Language.EN ? "no unit" : "未分单位";
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("unit", unit);
        json.writeBooleanField("sends", sends);
        json.writeNumberField("waiting", waiting);
        json.writeNumberField("breached", breached);
        line.writeFigures(json);
        json.writeEndObject();
    }
}
