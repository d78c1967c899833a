package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tocsin.report.day.DayCounts;
import io.tocsin.review.dictionary.UsualDispositions;
import io.tocsin.review.figure.DayFigures;
import io.tocsin.warning.WarningState;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A line of the report.
 *
 * @param day which day, or the first of several; null for a line that is of all
 * @param last the last of them, null likewise
 * @param warnings warnings accepted (预警数)
 * @param ended of these, those that came to their end
 * @param reached of these, those whose person was reached
 * @param flagged of these, those whose person seems to be a victim
 * @param opened cases opened
 * @param touched cases taken up for the first time
 * @param closed cases closed
 * @param dissuaded of these, as dissuaded
 * @param escalated cases that went to a station
 * @param savedFen money kept from swindlers, fen
 * @param lostFen money lost, fen
 * @param breaches clocks that ran out
 */
record ReportLine(@Nullable LocalDate day, @Nullable LocalDate last, long warnings, long ended, long reached,
        long flagged, long opened,
        long touched, long closed, long dissuaded, long escalated, long savedFen, long lostFen, long breaches) {
    /** A day's line; a day without cases has no figures. */
    static ReportLine of(DayCounts counts, @Nullable DayFigures figures) {
        DayFigures of = figures == null
                ? new DayFigures(counts.day(), 0, 0, 0, 0, 0, java.util.Map.of(), 0, 0, java.util.Map.of())
                : figures;
        return new ReportLine(counts.day(), counts.day(), counts.accepted(), counts.ended(),
                counts.in(WarningState.REACHED),
                counts.flagged(), of.opened(), of.touched(), of.closed(),
                of.dispositions().getOrDefault(UsualDispositions.DISSUADED, 0L),
                of.escalated(), of.savedFen(), of.lostFen(),
                of.breaches().values().stream().mapToLong(Long::longValue).sum());
    }

    /** All of them together. */
    static ReportLine sum(List<ReportLine> lines) {
        return sum(null, null, lines);
    }

    /** All of them together, of those days. */
    static ReportLine sum(@Nullable LocalDate day, @Nullable LocalDate last, List<ReportLine> lines) {
        return new ReportLine(day, last, of(lines, ReportLine::warnings), of(lines, ReportLine::ended),
                of(lines, ReportLine::reached), of(lines, ReportLine::flagged), of(lines, ReportLine::opened),
                of(lines, ReportLine::touched), of(lines, ReportLine::closed), of(lines, ReportLine::dissuaded),
                of(lines, ReportLine::escalated), of(lines, ReportLine::savedFen), of(lines, ReportLine::lostFen),
                of(lines, ReportLine::breaches));
    }

    private static long of(List<ReportLine> lines, ToLongFunction<ReportLine> what) {
        return lines.stream().mapToLong(what).sum();
    }

    /** Reached of ended; 0 when nothing ended. */
    double reachedShare() {
        return share(reached, ended);
    }

    /** Closed of opened, which may be more than all on a day that closes older ones. */
    double reviewedShare() {
        return share(closed, opened);
    }

    /** Dissuaded of closed. */
    double dissuadedShare() {
        return share(dissuaded, closed);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("day", day == null ? null : day.toString());
        json.writeStringField("last", last == null ? null : last.toString());
        writeFigures(json);
        json.writeEndObject();
    }

    /** Everything but the days, into an object that is open. */
    void writeFigures(JsonGenerator json) throws IOException {
        json.writeNumberField("warnings", warnings);
        json.writeNumberField("ended", ended);
        json.writeNumberField("reached", reached);
        json.writeNumberField("reachedShare", rounded(reachedShare()));
        json.writeNumberField("flagged", flagged);
        json.writeNumberField("opened", opened);
        json.writeNumberField("touched", touched);
        json.writeNumberField("closed", closed);
        json.writeNumberField("reviewedShare", rounded(reviewedShare()));
        json.writeNumberField("dissuaded", dissuaded);
        json.writeNumberField("dissuadedShare", rounded(dissuadedShare()));
        json.writeNumberField("escalated", escalated);
        json.writeNumberField("amountSaved", CaseJson.yuan(savedFen));
        json.writeNumberField("amountLost", CaseJson.yuan(lostFen));
        json.writeNumberField("breaches", breaches);
    }

    private static double rounded(double share) {
        return Math.round(share * 10_000) / 10_000.0;
    }
}
