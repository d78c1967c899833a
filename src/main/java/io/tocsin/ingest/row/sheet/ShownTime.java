package io.tocsin.ingest.row.sheet;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The time that a spreadsheet shows for a number: it keeps 26 November 2026, 12:57 as 46352.54, and
 * only the cell's format says that this is a time (ECMA-376 part 1, 18.8.30 and 18.17.4).
 */
public final class ShownTime {
    private static final int FULL_DAY = 86_400;
    /** The last of the year 9999. */
    private static final int LAST_DAY = 2_958_465;
    /** 29 February 1900, which never was; spreadsheets count it. */
    private static final int NO_DAY = 60;
    /** Formats that are known by number alone, those of Chinese spreadsheets included. */
    private static final Set<Integer> KNOWN = IntStream.of(14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32,
            33, 34, 35, 36, 45, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58).boxed().collect(Collectors.toSet());

    private ShownTime() {}

    /**
     * Whether a format shows times: what is neither quoted, escaped nor in brackets has a y, m, d, h or
     * s.
     */
    public static boolean isFormat(@Nullable Integer id, @Nullable String format) {
        if (id != null && KNOWN.contains(id)) {
            return true;
        }
        if (format == null || format.equalsIgnoreCase("General")) {
            return false;
        }
        String bare = format.replaceAll("\"[^\"]*\"|\\\\.|_.|\\*.|\\[[^\\]]*]", "");
        return bare.matches("(?is).*[ymdhs].*");
    }

    /**
     * The time of a number.
     *
     * @param since1904 whether the workbook counts from 1904 on
     * @return as {@code 2026-11-26 12:57}; a full day without its time, less than a day without its
     *         date; empty when it is none
     */
    public static Optional<String> of(BigDecimal number, boolean since1904) {
        if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(LAST_DAY)) > 0) {
            return Optional.empty();
        }
        long seconds = number.multiply(BigDecimal.valueOf(FULL_DAY)).setScale(0, RoundingMode.HALF_UP).longValue();
        long days = seconds / FULL_DAY;
        LocalTime time = LocalTime.ofSecondOfDay(seconds % FULL_DAY);
        String clock = time.format(DateTimeFormatter.ofPattern(time.getSecond() == 0 ? "HH:mm" : "HH:mm:ss"));
        if (days == 0 && !since1904) {
            return Optional.of(clock);
        }
        LocalDate zero = since1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, days < NO_DAY ? 31 : 30);
        LocalDateTime at = zero.plusDays(days).atTime(time);
        return Optional
                .of(time.equals(LocalTime.MIDNIGHT) ? at.toLocalDate().toString() : at.toLocalDate() + " " + clock);
    }
}
