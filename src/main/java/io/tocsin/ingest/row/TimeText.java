package io.tocsin.ingest.row;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads times: RFC 3339, or without a zone as people and spreadsheets write them. */
final class TimeText {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu[-][/]M[-][/]d[ ]['T']H:mm[:ss]");

    /** Beyond these no clock of ours can count in milliseconds, or in the seconds a block keeps. */
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2090-01-01T00:00:00Z");

    private TimeText() {}

    /**
     * The time.
     *
     * @param zone of texts without one
     * @return empty when the text is no time from 1970 to 2089
     */
    static Optional<Instant> read(String text, ZoneId zone) {
        if (text.length() > 40) {
            return Optional.empty();
        }
        try {
            boolean zoned = text.indexOf('Z') > 0 || text.indexOf('+') > 0 || text.lastIndexOf('-') > 10;
            return Optional.of(zoned
                    ? OffsetDateTime.parse(text.replace(' ', 'T')).toInstant()
                    : LocalDateTime.parse(text, LOCAL).atZone(zone).toInstant())
                    .filter(time -> !time.isBefore(FIRST) && time.isBefore(LAST));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
