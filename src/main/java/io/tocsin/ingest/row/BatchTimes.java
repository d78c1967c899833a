package io.tocsin.ingest.row;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two times of a batch or row, read and compared. */
public sealed interface BatchTimes {
    /**
     * They are times that can be.
     *
     * @param notBefore earliest, null for now
     * @param expiresAt latest, null for never
     */
    record Known(@Nullable Instant notBefore, @Nullable Instant expiresAt) implements BatchTimes {}

    /**
     * One cannot be.
     *
     * @param field which
     * @param code one of {@link RowError}'s
     * @param message what was got and what was expected
     */
    record Wrong(String field, String code, String message) implements BatchTimes {}

    /** Reads the times of a batch. */
    static BatchTimes of(BatchFields fields, ZoneId zone, Instant now) {
        return of(fields.notBefore(), fields.expiresAt(), new Known(null, null), zone, now);
    }

    /**
     * Reads two times.
     *
     * @param otherwise what they are when the texts are empty
     * @param now what {@code expiresAt} must be after
     */
    static BatchTimes of(String notBefore, String expiresAt, Known otherwise, ZoneId zone, Instant now) {
        Optional<Instant> from = notBefore.isEmpty()
                ? Optional.ofNullable(otherwise.notBefore)
                : TimeText.read(notBefore, zone);
        if (from.isEmpty() && !notBefore.isEmpty()) {
            return wrong("notBefore", notBefore);
        }
        Optional<Instant> to = expiresAt.isEmpty()
                ? Optional.ofNullable(otherwise.expiresAt)
                : TimeText.read(expiresAt, zone);
        if (to.isEmpty() && !expiresAt.isEmpty()) {
            return wrong("expiresAt", expiresAt);
        }
        if (to.isPresent() && !to.get().isAfter(now)) {
            return new Wrong("expiresAt", RowError.ALREADY_EXPIRED,
                    "got " + to.get() + ", expected a time after " + now);
        }
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            return new Wrong("notBefore", RowError.BAD_TIME,
                    "got " + from.get() + ", expected a time before expiresAt " + to.get());
        }
        return new Known(from.orElse(null), to.orElse(null));
    }

    private static Wrong wrong(String field, String text) {
        return new Wrong(field, RowError.BAD_TIME,
                "got '" + (text.length() > 40 ? text.substring(0, 40) + "…" : text)
                        + "', expected a time from 1970 to 2089, like 2026-11-26T08:00:00+08:00");
    }
}
