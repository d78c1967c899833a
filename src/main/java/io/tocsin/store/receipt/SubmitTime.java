package io.tocsin.store.receipt;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A carrier's submit time: YYMMDDhhmm (CMPP 2.0 8.4.3.1.1 Submit_time, SMGP), the same with
 * seconds, or with the century, in the carrier's zone.
 */
final class SubmitTime {
    private final ZoneId zone;

    SubmitTime(ZoneId zone) {
        this.zone = zone;
    }

    /** Seconds since 1970; 0 when the carrier says none, or something else. */
    long second(@Nullable String submittedAt) {
        return submittedAt == null ? 0 : parse(submittedAt).map(Instant::getEpochSecond).orElse(0L);
    }

    private Optional<Instant> parse(String text) {
        String digits = switch (text.length()) {
            case 10 -> "20" + text + "00";
            case 12 -> "20" + text;
            case 14 -> text;
            default -> "";
        };
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(part(digits, 0, 4), part(digits, 4, 6), part(digits, 6, 8),
                    part(digits, 8, 10), part(digits, 10, 12), Math.min(59, part(digits, 12, 14))).atZone(zone)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int part(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }
}
